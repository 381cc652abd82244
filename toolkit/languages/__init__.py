"""What is known of languages: their tags, their conventions, their words."""
