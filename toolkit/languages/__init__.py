"""What is known of languages: their tags."""
