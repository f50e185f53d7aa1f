"""The rules: a module for each idea, a class for each rule."""
