"""Makes zip-based office files byte-identical from one build to the next."""

import io
import zipfile

# The earliest time a zip entry can carry (APPNOTE.TXT 4.4.6, MS-DOS date and time).
_EPOCH = (1980, 1, 1, 0, 0, 0)


def repack(content: bytes) -> bytes:
    """The same entries in the same order, without the moment they were written.

    The `mimetype` entry of OpenDocument stays uncompressed, as ODF 1.3 part 2, 3.3 demands.
    """
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.infolist():
            clean = zipfile.ZipInfo(entry.filename, _EPOCH)
            clean.external_attr = 0o644 << 16
            clean.compress_type = (
                zipfile.ZIP_STORED if entry.filename == "mimetype" else zipfile.ZIP_DEFLATED
            )
            target.writestr(clean, source.read(entry))
    return out.getvalue()
