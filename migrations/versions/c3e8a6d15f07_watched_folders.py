"""watched folders"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import znatok.platform.db

revision: str = 'c3e8a6d15f07'
down_revision: str | None = 'a7d1f4e60b35'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table('watched_folders',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('path', sa.String(), nullable=False),
    sa.Column('owner_id', sa.Uuid(), nullable=False),
    sa.Column('department_id', sa.Uuid(), nullable=True),
    sa.Column('access', sa.JSON(), nullable=False),
    sa.Column('every_minutes', sa.Integer(), nullable=True),
    sa.Column('hour', sa.Integer(), nullable=True),
    sa.Column('enabled', sa.Boolean(), nullable=False),
    sa.Column('created_at', znatok.platform.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('scan', sa.JSON(), nullable=False),
    sa.Column('requested', sa.String(), nullable=True),
    sa.Column('token', sa.String(), nullable=True),
    sa.Column('leased_until', znatok.platform.db.UtcDateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_watched_folders')),
    sa.UniqueConstraint('path', name=op.f('uq_watched_folders_path'))
    )
    op.create_table('watched_files',
    sa.Column('folder_id', sa.Uuid(), nullable=False),
    sa.Column('path', sa.String(), nullable=False),
    sa.Column('size', sa.BigInteger(), nullable=False),
    sa.Column('mtime_ns', sa.BigInteger(), nullable=False),
    sa.Column('inode', sa.String(), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('document_id', sa.Uuid(), nullable=True),
    sa.Column('missing_since', znatok.platform.db.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['folder_id'], ['watched_folders.id'], name=op.f('fk_watched_files_folder_id_watched_folders'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('folder_id', 'path', name=op.f('pk_watched_files'))
    )


def downgrade() -> None:
    op.drop_table('watched_files')
    op.drop_table('watched_folders')
