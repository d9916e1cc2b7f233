"""What one file may cost, as the settings say it."""

from znatok.ingestion.model import Limits, Recognition
from znatok.ingestion.reading_limits import ReadingLimits
from znatok.platform.settings import UploadSettings


def reading_limits(upload: UploadSettings) -> ReadingLimits:
    return ReadingLimits(
        time_limit_s=upload.parse_seconds,
        cpu_limit_s=upload.parse_cpu_seconds,
        memory_bytes=upload.parse_memory_bytes,
        limits=Limits(
            max_bytes=upload.max_file_bytes,
            max_text=upload.max_characters,
            max_unpacked_bytes=upload.max_unpacked_bytes,
            max_ratio=upload.max_unpack_ratio,
            max_files=upload.max_archive_files,
            max_depth=upload.max_archive_depth,
            office=upload.office == "auto",
            office_seconds=upload.office_seconds,
            recognition=Recognition(
                enabled=upload.ocr == "auto",
                languages=tuple(upload.ocr_languages.split("+")),
                page_seconds=upload.ocr_page_seconds,
                max_pages=upload.ocr_max_pages,
            ),
        ),
    )
