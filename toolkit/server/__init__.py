"""The translation server: several interfaces over one pool of engines, and a page for people."""
