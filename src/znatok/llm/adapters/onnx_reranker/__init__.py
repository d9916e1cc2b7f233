"""A cross-encoder from a local folder, on ONNX Runtime."""

from znatok.llm.adapters.onnx_reranker.model import OnnxReranker

__all__ = ["OnnxReranker"]
