"""LLM providers: what their keys look like, what can be done with them, how to ask if one lives."""
