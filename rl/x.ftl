# This Source Code Form is subject to the terms of the Mozilla Public
# License, v. 2.0. If a copy of the MPL was not distributed with this
# file, You can obtain one at https://mozilla.org/MPL/2.0/.

### URL: https://www-dev.allizom.org/firefox/browsers/mobile/

# HTML page title
browsers-mobile-firefox-mobile-browsers-put = Mobile browsers { -brand-name-firefox } give priority to your privacy

# HTML page description
browsers-mobile-overview-of-all-mobile = An overview of all mobile browsers { -brand-name-firefox } ({ -brand-name-firefox } to { -brand-name-android }, { -brand-name-firefox } for { -brand-name-ios }, { -brand-name-firefox-focus })

browsers-mobile-firefox-for-android = { -brand-name-firefox } for { -brand-name-android }
browsers-mobile-infinitely-customizable-private = Infiniment customizable, private and secured, { -brand-name-firefox } for { -brand-name-android } is an ultrarapide browser who will never exploit you.
browsers-mobile-firefox-for-ios = { -brand-name-firefox } for { -brand-name-ios }
browsers-mobile-go-your-own-way = Give the tone with { -brand-name-firefox } mobile
browsers-mobile-firefox-mobile-adapts-to-you = { -brand-name-firefox } Mobile is adapting to your use and allows you to see more easily than ever before your open tabs, your past searches and favorite sites.

# "Enhanced Tracking Protection" is a feature name and should match what's used in the product.
browsers-mobile-get-enhanced-tracking-protection = Benefit a strengthened protection against tracking and { -brand-name-firefox } your default browser on { -brand-name-iphone } and { -brand-name-ipad }.
browsers-mobile-firefox-focus = { -brand-name-firefox-focus }
browsers-mobile-looking-for-a-streamlined = Are you looking for an optimized and ultrarapide mobile browser with privacy features outside standards? { -brand-name-firefox-focus } automatically removes all your navigation history from when you open your browser until the second you close.
browsers-mobile-compare = Compare

# The strong tag wraps a word that gets highlighted with a colorful underline for emphasis. The underline breaks if it is on two words; please omit the strong tags if they need to be around multiple words in your language.
browsers-mobile-see-how-firefox-for-desktop-strong-v2 = See how { -brand-name-firefox } for <strong>computer</strong> is different from other browsers.

browsers-mobile-download = Download
browsers-mobile-android = { -brand-name-android }
browsers-mobile-ios = { -brand-name-ios }
