"""The functions behind ``import toolkit as bitext``: one for each job of the command line, with the same results.

Paths are ``str`` or ``Path``, a pair of languages is ``"fr-en"``, ``("fr", "en")`` or a ``LanguagePair``. Nothing
prints, nothing is overwritten unless ``force`` is given, and whatever a user can do wrong raises an error of
:mod:`toolkit.errors`. ``progress`` is called with the number of things finished since the last call.
"""
