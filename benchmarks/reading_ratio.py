"""How long a summary takes, as a multiple of the time the same model needs to read the article once.

    python benchmarks/reading_ratio.py ARTICLE... [--model local]

For each article: the article's sentences are read once by the model as one prompt (one token is answered), the
article is summarised, and it is read once more. Both readings are averaged, as shared machines drift. The ratio is
seconds of the summary by seconds of one reading; loading the model is in neither. Behind it the same for the
contradictions alone, which are looked for once more after the summary, over the claims that need no model.
"""

from __future__ import annotations

import argparse
import asyncio
import time

from summarizer import Source, Summarizer
from summarizer.document import Document
from summarizer.extract import Extractor
from summarizer.llm import Client
from summarizer.load import load
from summarizer.relate import Relater
from summarizer.sentences import read_document
from summarizer.verify import verify


async def once(client: Client, text: str, mark: int) -> float:
    """Seconds to read the text; ``mark`` makes the prompt a new one, so that no cached prefix is reused."""
    start = time.perf_counter()
    await client.logprobs([{"role": "user", "content": f"{mark} {text}"}], max_tokens=1)
    return time.perf_counter() - start


async def relating(client: Client, document: Document) -> float:
    """Seconds to look for contradictions."""
    extractor = Extractor(document, client.profile)
    assert extractor.cast is not None
    verified = verify(document, extractor.readings, extractor.cast, extractor.result())
    start = time.perf_counter()
    await Relater(document, client.profile, extractor.cast, verified).run(client)
    return time.perf_counter() - start


async def measure(articles: list[str], model: str) -> list[float]:
    """Print a line an article, return the ratios."""
    ratios = []
    async with Summarizer(model=model, timeout=36_000, cache=False) as summarizer:
        client = await summarizer.opened()
        for number, article in enumerate(articles):
            document = read_document(load(Source.parse(article)))
            text = "\n".join(document.words(sentence) for sentence in document.sentences)
            before = await once(client, text, 2 * number)
            start = time.perf_counter()
            summary = await summarizer.asummarize(article)
            whole = time.perf_counter() - start
            reading = (before + await once(client, text, 2 * number + 1)) / 2
            related = await relating(client, document)
            ratios.append(whole / reading)
            usage = summary.usage
            print(
                f"{article.rsplit('/', 1)[-1]:28} reading {reading:6.1f} s  summary {whole:6.1f} s  "
                f"ratio {ratios[-1]:.2f}  contradictions {related / reading:.2f}  "
                f"{usage.calls} calls  {usage.prompt_tokens} tokens read  "
                f"{usage.completion_tokens} written",
                flush=True,
            )
    return ratios


def main() -> None:
    """Measure and print a line an article and the mean of the ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="+")
    parser.add_argument("--model", default="local")
    args = parser.parse_args()
    ratios = asyncio.run(measure(args.articles, args.model))
    print(f"{'mean of the ratios':28} {sum(ratios) / len(ratios):.2f}")


if __name__ == "__main__":
    main()
