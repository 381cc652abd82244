"""Kinds of models, one small file each; :mod:`toolkit.translation.registry` alone names them."""
