"""/models over HTTP: providers, their order, costs and limits; for administrators."""

from znatok.llm.providers.http.routes import router

__all__ = ["router"]
