"""steps and fair turns of the queue"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = 'a7d1f4e60b35'
down_revision: str | None = 'f9e0148c2b34'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    # Turns are of the moment: nothing is lost when they begin anew.
    op.drop_table('ingestion_turns')
    op.create_table('ingestion_turns',
    sa.Column('owner_id', sa.Uuid(), nullable=False),
    sa.Column('step', sa.Integer(), nullable=False),
    sa.Column('served', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('owner_id', 'step', name=op.f('pk_ingestion_turns'))
    )
    with op.batch_alter_table('ingestion_jobs', schema=None) as batch_op:
        batch_op.add_column(sa.Column('department_id', sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column('kind', sa.String(), server_default='', nullable=False))
        batch_op.add_column(
            sa.Column('size_bytes', sa.BigInteger(), server_default='0', nullable=False)
        )
        batch_op.add_column(sa.Column('step', sa.Integer(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('deaths', sa.Integer(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('stage', sa.String(), nullable=True))
        batch_op.add_column(sa.Column('pages', sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column('pages_done', sa.Integer(), server_default='0', nullable=False)
        )
        batch_op.add_column(sa.Column('fragments', sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column('fragments_done', sa.Integer(), server_default='0', nullable=False)
        )
        batch_op.create_index('ix_ingestion_jobs_document_id', ['document_id'], unique=False)
        batch_op.drop_index('ix_ingestion_jobs_order')

    with op.batch_alter_table('ingestion_jobs', schema=None) as batch_op:
        batch_op.create_index(
            'ix_ingestion_jobs_order',
            ['owner_id', 'step', 'priority', 'deaths', 'queued_at', 'version_id'],
            unique=False,
        )

    op.create_table('ingestion_paces',
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('files', sa.Double(), nullable=False),
    sa.Column('seconds', sa.Double(), nullable=False),
    sa.Column('fragments', sa.Double(), nullable=False),
    sa.PrimaryKeyConstraint('kind', name=op.f('pk_ingestion_paces'))
    )


def downgrade() -> None:
    op.drop_table('ingestion_turns')
    op.create_table('ingestion_turns',
    sa.Column('owner_id', sa.Uuid(), nullable=False),
    sa.Column('served', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('owner_id', name=op.f('pk_ingestion_turns'))
    )
    op.drop_table('ingestion_paces')
    with op.batch_alter_table('ingestion_jobs', schema=None) as batch_op:
        batch_op.drop_index('ix_ingestion_jobs_document_id')
        batch_op.drop_index('ix_ingestion_jobs_order')
        for column in (
            'fragments_done',
            'fragments',
            'pages_done',
            'pages',
            'stage',
            'deaths',
            'step',
            'size_bytes',
            'kind',
            'department_id',
        ):
            batch_op.drop_column(column)
        batch_op.create_index('ix_ingestion_jobs_order', ['priority', 'queued_at'], unique=False)
