"""dictionary"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import znatok.platform.db

revision: str = 'b3d07c51a9e2'
down_revision: str | None = '6c6f3a9157b4'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table('dictionary_entries',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('canonical', sa.String(), nullable=False),
    sa.Column('canonical_key', sa.String(), nullable=False),
    sa.Column('variants', sa.JSON(), nullable=False),
    sa.Column('search_key', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('origin', sa.String(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('enabled', sa.Boolean(), nullable=False),
    sa.Column('department_id', sa.Uuid(), nullable=True),
    sa.Column('document_id', sa.Uuid(), nullable=True),
    sa.Column('quote', sa.String(), nullable=False),
    sa.Column('added_by', sa.Uuid(), nullable=True),
    sa.Column('created_at', znatok.platform.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('updated_at', znatok.platform.db.UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_dictionary_entries'))
    )
    with op.batch_alter_table('dictionary_entries', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_dictionary_entries_canonical_key'), ['canonical_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_dictionary_entries_department_id'), ['department_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_dictionary_entries_document_id'), ['document_id'], unique=False)

    op.create_table('dictionary_state',
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_dictionary_state'))
    )
    op.create_table('dictionary_switched_off',
    sa.Column('entry_id', sa.Uuid(), nullable=False),
    sa.PrimaryKeyConstraint('entry_id', name=op.f('pk_dictionary_switched_off'))
    )


def downgrade() -> None:
    op.drop_table('dictionary_switched_off')
    op.drop_table('dictionary_state')
    with op.batch_alter_table('dictionary_entries', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_dictionary_entries_document_id'))
        batch_op.drop_index(batch_op.f('ix_dictionary_entries_department_id'))
        batch_op.drop_index(batch_op.f('ix_dictionary_entries_canonical_key'))

    op.drop_table('dictionary_entries')
