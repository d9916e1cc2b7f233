"""generations of the index"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import znatok.platform.db

revision: str = '9c41f07ab6d2'
down_revision: str | None = '58a212aaae5d'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# The model that most vectors are of, cut as splitting did before there were generations.
_FOUND = """
INSERT INTO index_generations (id, model, splitting, state, created_at, switched_at, counted_from)
SELECT 1, model,
    '{"target_chars": 900, "max_chars": 1200, "min_chars": 300, "max_context_chars": 300}',
    'active', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 0
FROM fragment_vectors GROUP BY model ORDER BY count(*) DESC, model LIMIT 1
"""
_HOLD = """
INSERT INTO index_held_versions (generation, version_id, fragments)
SELECT 1, fragments.version_id, count(*)
FROM fragments
JOIN fragment_vectors ON fragment_vectors.fragment_id = fragments.id
JOIN index_generations ON index_generations.model = fragment_vectors.model
GROUP BY fragments.version_id
"""


def upgrade() -> None:
    op.create_table('index_generations',
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('model', sa.String(), nullable=False),
    sa.Column('splitting', sa.JSON(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('created_at', znatok.platform.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('created_by', sa.Uuid(), nullable=True),
    sa.Column('built_at', znatok.platform.db.UtcDateTime(timezone=True), nullable=True),
    sa.Column('switched_at', znatok.platform.db.UtcDateTime(timezone=True), nullable=True),
    sa.Column('counted_at', znatok.platform.db.UtcDateTime(timezone=True), nullable=True),
    sa.Column('counted_from', sa.Integer(), nullable=False),
    sa.Column('failure', sa.String(), nullable=True),
    sa.Column('comparison', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('token', sa.String(), nullable=True),
    sa.Column('leased_until', znatok.platform.db.UtcDateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_index_generations'))
    )
    op.create_table('index_held_versions',
    sa.Column('generation', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Uuid(), nullable=False),
    sa.Column('fragments', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['generation'], ['index_generations.id'], name=op.f('fk_index_held_versions_generation_index_generations'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['version_id'], ['document_versions.id'], name=op.f('fk_index_held_versions_version_id_document_versions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('generation', 'version_id', name=op.f('pk_index_held_versions'))
    )
    op.create_index('ix_index_held_versions_version_id', 'index_held_versions', ['version_id'], unique=False)
    op.add_column('fragments', sa.Column('generation', sa.Integer(), server_default='1', nullable=False))
    op.drop_index('uq_fragments_ordinal', table_name='fragments')
    op.create_index('uq_fragments_ordinal', 'fragments', ['document_id', 'generation', 'ordinal'], unique=True)
    op.create_index('ix_fragments_generation', 'fragments', ['generation'], unique=False)
    op.execute(sa.text(_FOUND))
    op.execute(sa.text(_HOLD))


def downgrade() -> None:
    """What readers see stays; every other generation goes."""
    active = "SELECT id FROM index_generations WHERE state = 'active'"
    op.execute(sa.text(f"DELETE FROM fragments WHERE generation <> coalesce(({active}), 1)"))
    op.drop_index('ix_fragments_generation', table_name='fragments')
    op.drop_index('uq_fragments_ordinal', table_name='fragments')
    op.drop_column('fragments', 'generation')
    op.create_index('uq_fragments_ordinal', 'fragments', ['document_id', 'ordinal'], unique=True)
    op.drop_table('index_held_versions')
    op.drop_table('index_generations')
