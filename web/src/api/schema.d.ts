export interface paths {
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Alive
         * @description The process answers.
         */
        get: operations["alive_healthz_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ready
         * @description Questions can be answered: the database reads, the index is filled.
         */
        get: operations["ready_readyz_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Metrics
         * @description Prometheus' text format.
         */
        get: operations["metrics_metrics_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Models
         * @description The one model there is.
         */
        get: operations["models_v1_models_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/chat/completions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Complete
         * @description Answer the last user message; citations come in the field `znatok`.
         */
        post: operations["complete_v1_chat_completions_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Token
         * @description Sign in with a password, or trade a refresh token for a new pair.
         */
        post: operations["token_api_v1_auth_token_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refresh
         * @description Trade the refresh token of the cookie for a new pair.
         */
        post: operations["refresh_api_v1_auth_refresh_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Logout
         * @description End the session of the Bearer token, the cookie or both; also when they have expired.
         */
        post: operations["logout_api_v1_auth_logout_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change Password
         * @description Set one's own password. Every session ends: sign in again.
         */
        post: operations["change_password_api_v1_auth_password_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Me
         * @description Who I am.
         */
        get: operations["me_api_v1_auth_me_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/departments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Departments
         * @description All departments.
         */
        get: operations["departments_api_v1_departments_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Groups
         * @description One's own groups; all of them for an administrator.
         */
        get: operations["groups_api_v1_groups_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Users */
        get: operations["users_api_v1_admin_users_get"];
        put?: never;
        /** Create User */
        post: operations["create_user_api_v1_admin_users_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** User */
        get: operations["user_api_v1_admin_users__user_id__get"];
        put?: never;
        post?: never;
        /** Remove User */
        delete: operations["remove_user_api_v1_admin_users__user_id__delete"];
        options?: never;
        head?: never;
        /** Change User */
        patch: operations["change_user_api_v1_admin_users__user_id__patch"];
        trace?: never;
    };
    "/api/v1/admin/departments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Departments */
        get: operations["departments_api_v1_admin_departments_get"];
        put?: never;
        /** Create Department */
        post: operations["create_department_api_v1_admin_departments_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/departments/{department_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove Department */
        delete: operations["remove_department_api_v1_admin_departments__department_id__delete"];
        options?: never;
        head?: never;
        /** Rename Department */
        patch: operations["rename_department_api_v1_admin_departments__department_id__patch"];
        trace?: never;
    };
    "/api/v1/admin/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Groups */
        get: operations["groups_api_v1_admin_groups_get"];
        put?: never;
        /** Create Group */
        post: operations["create_group_api_v1_admin_groups_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/groups/{group_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove Group */
        delete: operations["remove_group_api_v1_admin_groups__group_id__delete"];
        options?: never;
        head?: never;
        /** Rename Group */
        patch: operations["rename_group_api_v1_admin_groups__group_id__patch"];
        trace?: never;
    };
    "/api/v1/admin/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Records
         * @description Records that fit all filters, the newest first; `from` is included, `to` is not.
         */
        get: operations["records_api_v1_admin_audit_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy/egress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Transfers
         * @description What was sent outside, the newest first; `from` is included, `to` is not.
         */
        get: operations["list_transfers_api_v1_privacy_egress_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy/egress/totals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Total Transfers
         * @description The same by provider and region, the most transfers first.
         */
        get: operations["total_transfers_api_v1_privacy_egress_totals_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Documents
         * @description Documents the reader may see, by filters.
         */
        get: operations["list_documents_api_v1_documents_get"];
        put?: never;
        /**
         * Upload Documents
         * @description Take files in; they are read afterwards. A single file's refusal is the answer itself.
         */
        post: operations["upload_documents_api_v1_documents_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{document_id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add Version
         * @description A new version; readers see the one before until it is ready.
         */
        post: operations["add_version_api_v1_documents__document_id__versions_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{document_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Retry Document */
        post: operations["retry_document_api_v1_documents__document_id__retry_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{document_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel Document
         * @description Stop reading a document in: a first upload goes altogether, a new version leaves the old.
         */
        post: operations["cancel_document_api_v1_documents__document_id__cancel_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/index/generations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Generations
         * @description The index that answers, what is built beside it, and the one to go back to.
         */
        get: operations["generations_api_v1_index_generations_get"];
        put?: never;
        /**
         * Start
         * @description Build a second index, with another model or other fragments; it goes on by itself.
         */
        post: operations["start_api_v1_index_generations_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/index/generations/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Roll Back
         * @description Answer from the index before again; gives that index.
         */
        post: operations["roll_back_api_v1_index_generations_rollback_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/index/generations/{generation_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Generation */
        get: operations["generation_api_v1_index_generations__generation_id__get"];
        put?: never;
        post?: never;
        /**
         * Remove
         * @description Stop building an index, or forget one that does not answer.
         */
        delete: operations["remove_api_v1_index_generations__generation_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/index/generations/{generation_id}/switch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Switch
         * @description Answer from this index from now on; the present one stays to go back to.
         */
        post: operations["switch_api_v1_index_generations__generation_id__switch_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/index/generations/{generation_id}/comparison": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Compare
         * @description Ask the golden questions of this index and of the present one, once more.
         */
        post: operations["compare_api_v1_index_generations__generation_id__comparison_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/folders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Folders
         * @description The folders that are watched, each with its last scan.
         */
        get: operations["folders_api_v1_folders_get"];
        put?: never;
        /**
         * Add
         * @description Watch a folder; its first scan begins at once.
         */
        post: operations["add_api_v1_folders_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/folders/{folder_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Folder */
        get: operations["folder_api_v1_folders__folder_id__get"];
        /**
         * Change
         * @description Replace owner, rights and schedule, for files that are found from now on.
         */
        put: operations["change_api_v1_folders__folder_id__put"];
        post?: never;
        /**
         * Remove
         * @description Watch it no more; its documents stay.
         */
        delete: operations["remove_api_v1_folders__folder_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/folders/{folder_id}/scan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Scan
         * @description Scan now; it goes on by itself.
         */
        post: operations["scan_api_v1_folders__folder_id__scan_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/folders/{folder_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel
         * @description Stop the scan; what it has taken in stays.
         */
        post: operations["cancel_api_v1_folders__folder_id__cancel_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/progress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Watch Progress
         * @description Events `progress`, a file that has come further, and `overview`, all of one's own together.
         *
         *     Ends after five minutes, to take the reader's rights anew: connect again then.
         */
        get: operations["watch_progress_api_v1_documents_progress_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{document_id}/progress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Progress
         * @description How far reading a document in has come: bytes, pages, fragments, time left.
         */
        get: operations["get_progress_api_v1_documents__document_id__progress_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Watch Documents
         * @description Events `document`: each document the reader may see, whenever it changes.
         *
         *     Ends after five minutes, to take the reader's rights anew: connect again then.
         */
        get: operations["watch_documents_api_v1_documents_events_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{document_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Document */
        get: operations["get_document_api_v1_documents__document_id__get"];
        put?: never;
        post?: never;
        /** Delete Document */
        delete: operations["delete_document_api_v1_documents__document_id__delete"];
        options?: never;
        head?: never;
        /**
         * Change Document
         * @description Rename, share, correct facts. An administrator who may not read the document gets 204.
         */
        patch: operations["change_document_api_v1_documents__document_id__patch"];
        trace?: never;
    };
    "/api/v1/documents/{document_id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Content
         * @description The text of a version with its structure; offsets count code points.
         */
        get: operations["get_content_api_v1_documents__document_id__content_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{document_id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get File
         * @description The original file, to be saved: no browser is to render what a stranger may have written.
         */
        get: operations["get_file_api_v1_documents__document_id__file_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{document_id}/fragments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Fragments */
        get: operations["list_fragments_api_v1_documents__document_id__fragments_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{document_id}/related": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Related
         * @description Revisions, what replaces or changes what, near duplicates; only what the reader may see.
         */
        get: operations["list_related_api_v1_documents__document_id__related_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{document_id}/related/{other_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compare Related
         * @description What changed from the document of the path's beginning to the other, by paragraphs.
         */
        get: operations["compare_related_api_v1_documents__document_id__related__other_id__get"];
        /**
         * Judge Relation
         * @description Confirm or deny a relation; null takes the verdict back.
         */
        put: operations["judge_relation_api_v1_documents__document_id__related__other_id__put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{document_id}/versions/{number}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compare Versions
         * @description What changed from the version `since` to this one, by paragraphs; their dates are listed
         *     with the document.
         */
        get: operations["compare_versions_api_v1_documents__document_id__versions__number__changes_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/chat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask
         * @description Answer a question; as server-sent events when asked to stream.
         */
        post: operations["ask_api_v1_chat_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/chat/{message_id}/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Resume
         * @description The events of an answer after `Last-Event-ID`, all of them without it.
         */
        get: operations["resume_api_v1_chat__message_id__stream_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/chat/{message_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel
         * @description Stop an answer under way.
         */
        post: operations["cancel_api_v1_chat__message_id__cancel_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/chat/{message_id}/feedback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rate
         * @description Say how good an answer was.
         */
        post: operations["rate_api_v1_chat__message_id__feedback_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Conversations
         * @description The reader's conversations, the latest first.
         */
        get: operations["conversations_api_v1_conversations_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{conversation_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Conversation
         * @description One conversation with its messages.
         */
        get: operations["conversation_api_v1_conversations__conversation_id__get"];
        put?: never;
        post?: never;
        /** Delete */
        delete: operations["delete_api_v1_conversations__conversation_id__delete"];
        options?: never;
        head?: never;
        /** Rename */
        patch: operations["rename_api_v1_conversations__conversation_id__patch"];
        trace?: never;
    };
    "/api/v1/chat/ticket": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ticket
         * @description A ticket that opens one WebSocket within a minute.
         */
        post: operations["ticket_api_v1_chat_ticket_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Search
         * @description The fragments that fit best, among those the reader may see.
         */
        post: operations["search_api_v1_search_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analytics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Analytics
         * @description Usage and quality of a period; the last 30 days unless it is named.
         */
        get: operations["analytics_api_v1_analytics_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dictionary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Entries
         * @description Entries the reader may see, by their canonical forms; those found in documents included.
         */
        get: operations["list_entries_api_v1_dictionary_get"];
        put?: never;
        /**
         * Add Entry
         * @description Add a word; 409 with `clashes` when other entries explain it, unless `despite_clashes`.
         */
        post: operations["add_entry_api_v1_dictionary_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dictionary/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export Entries
         * @description The words that people have added, as CSV for a spreadsheet.
         */
        get: operations["export_entries_api_v1_dictionary_export_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dictionary/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import Entries
         * @description Add the lines of a CSV file; tells of each line that was not taken, and why.
         */
        post: operations["import_entries_api_v1_dictionary_import_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dictionary/{entry_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete Entry
         * @description Forget an entry; one found in a document is not proposed from it again.
         */
        delete: operations["delete_entry_api_v1_dictionary__entry_id__delete"];
        options?: never;
        head?: never;
        /**
         * Change Entry
         * @description Change, confirm or switch an entry; built-in ones can only be switched.
         */
        patch: operations["change_entry_api_v1_dictionary__entry_id__patch"];
        trace?: never;
    };
    "/api/v1/quality/questions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Questions
         * @description Golden questions, the newest first, and how many there are of each status.
         */
        get: operations["questions_api_v1_quality_questions_get"];
        put?: never;
        /**
         * Write
         * @description A question written by hand; it is confirmed at once.
         */
        post: operations["write_api_v1_quality_questions_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quality/questions/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export
         * @description The questions as a file that the import reads.
         */
        get: operations["export_api_v1_quality_questions_export_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quality/questions/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import File
         * @description Take all questions of a file, or, when any line has an error, none; 422 names them.
         */
        post: operations["import_file_api_v1_quality_questions_import_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quality/questions/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Propose
         * @description Propose questions of so many documents that the caller reads, the never-asked ones first.
         */
        post: operations["propose_api_v1_quality_questions_proposals_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quality/questions/{question_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Question */
        get: operations["question_api_v1_quality_questions__question_id__get"];
        put?: never;
        post?: never;
        /** Remove */
        delete: operations["remove_api_v1_quality_questions__question_id__delete"];
        options?: never;
        head?: never;
        /**
         * Change
         * @description Edit, confirm or reject.
         */
        patch: operations["change_api_v1_quality_questions__question_id__patch"];
        trace?: never;
    };
    "/api/v1/quality/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Runs
         * @description Runs, the newest first.
         */
        get: operations["runs_api_v1_quality_runs_get"];
        put?: never;
        /**
         * Start
         * @description Ask all confirmed questions; the run goes on by itself.
         */
        post: operations["start_api_v1_quality_runs_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quality/runs/{run_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Run */
        get: operations["run_api_v1_quality_runs__run_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quality/runs/{run_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel
         * @description Stop a run; what is over stays as it is.
         */
        post: operations["cancel_api_v1_quality_runs__run_id__cancel_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quality/runs/{run_id}/baseline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Pin
         * @description Make a finished run the one that others are measured against.
         */
        put: operations["pin_api_v1_quality_runs__run_id__baseline_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quality/runs/{run_id}/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Results
         * @description How each question fared, in the order of asking; `wrong` leaves out the right ones.
         */
        get: operations["results_api_v1_quality_runs__run_id__results_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quality/runs/{run_id}/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Summary
         * @description Measures with intervals, slices and the reliability diagram of a run.
         */
        get: operations["summary_api_v1_quality_runs__run_id__summary_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quality/runs/{run_id}/comparison": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Comparison
         * @description What changed from the run `with` to this one, on the questions of both.
         */
        get: operations["comparison_api_v1_quality_runs__run_id__comparison_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quality/gate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Gate
         * @description Whether the newest finished run, or `candidate`, may go into use.
         */
        get: operations["gate_api_v1_quality_gate_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quality/calibration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Calibration
         * @description The calibration in force with its reliability diagram, and the run that goes on.
         */
        get: operations["calibration_api_v1_quality_calibration_get"];
        put?: never;
        /**
         * Recalibrate
         * @description Make a calibration anew on the documents as they are.
         */
        post: operations["recalibrate_api_v1_quality_calibration_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models/kinds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Model Kinds
         * @description The products a provider can be of, with the JSON Schema of each one's form.
         */
        get: operations["model_kinds_api_v1_models_kinds_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models/providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Model Providers
         * @description Every provider in the order of asking, and how it is doing.
         */
        get: operations["model_providers_api_v1_models_providers_get"];
        put?: never;
        /** Add Model Provider */
        post: operations["add_model_provider_api_v1_models_providers_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models/providers/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test Model Provider
         * @description Ask the vendor whether key, address and model are right; nothing is kept.
         */
        post: operations["test_model_provider_api_v1_models_providers_test_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models/providers/{provider_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change Model Provider
         * @description Keep the whole form. Secrets that are not given stay.
         */
        put: operations["change_model_provider_api_v1_models_providers__provider_id__put"];
        post?: never;
        /** Remove Model Provider */
        delete: operations["remove_model_provider_api_v1_models_providers__provider_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models/order": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Model Order
         * @description The orders of asking that somebody has set.
         */
        get: operations["model_order_api_v1_models_order_get"];
        /** Set Model Order */
        put: operations["set_model_order_api_v1_models_order_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models/costs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Model Costs
         * @description What models have cost, of this month unless said otherwise.
         */
        get: operations["model_costs_api_v1_models_costs_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models/budgets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Model Budgets
         * @description Every limit, beside what this month has cost.
         */
        get: operations["model_budgets_api_v1_models_budgets_get"];
        /**
         * Set Model Budget
         * @description Limit a month of a person, a department, or everyone without a limit of his own.
         */
        put: operations["set_model_budget_api_v1_models_budgets_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models/budgets/{payer}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove Model Budget */
        delete: operations["remove_model_budget_api_v1_models_budgets__payer__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/system": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * System
         * @description Health and resources of this process and its machine.
         */
        get: operations["system_api_v1_admin_system_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meta": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Meta
         * @description The product, and in demo mode whom one can sign in as.
         */
        get: operations["meta_api_v1_meta_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/suggestions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Suggestions
         * @description Questions that this reader's documents answer.
         */
        get: operations["suggestions_api_v1_suggestions_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** Accepted */
        Accepted: {
            /** Documents */
            documents: components["schemas"]["AcceptedDocument"][];
            /**
             * Rejected
             * @default []
             */
            rejected: components["schemas"]["RejectedFile"][];
        };
        /** AcceptedDocument */
        AcceptedDocument: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            status: components["schemas"]["Status"];
            /** Title */
            title: string;
            /** File Name */
            file_name: string;
        };
        /**
         * AccessBody
         * @description Who may read a document beside its owner.
         */
        AccessBody: {
            /**
             * Everyone
             * @default false
             */
            everyone: boolean;
            /**
             * Department Ids
             * @default []
             */
            department_ids: string[];
            /**
             * Group Ids
             * @default []
             */
            group_ids: string[];
            /**
             * User Ids
             * @default []
             */
            user_ids: string[];
        };
        /** AlsoInOut */
        AlsoInOut: {
            /**
             * Document Id
             * Format: uuid
             */
            document_id: string;
            /** Title */
            title: string;
        };
        /** AnswerOut */
        AnswerOut: {
            /**
             * Conversation Id
             * Format: uuid
             */
            conversation_id: string;
            /**
             * Message Id
             * Format: uuid
             */
            message_id: string;
            /**
             * Status
             * @enum {string}
             */
            status: "answered" | "not_found" | "partial" | "refused";
            /** Answer */
            answer: string;
            /** Citations */
            citations: components["schemas"]["CitationOut"][];
            /** Follow Ups */
            follow_ups: string[];
            /** Confidence */
            confidence: number;
            trace: components["schemas"]["TraceOut"];
            written?: components["schemas"]["WrittenOut"] | null;
        };
        /** BinOut */
        BinOut: {
            /** Low */
            low: number;
            /** High */
            high: number;
            /** N */
            n: number;
            /** Confidence */
            confidence: number | null;
            /** Right */
            right: number | null;
        };
        /**
         * BlockKind
         * @enum {string}
         */
        BlockKind: "heading" | "paragraph" | "list_item" | "table" | "code";
        /** BlockOut */
        BlockOut: {
            kind: components["schemas"]["BlockKind"];
            /** Level */
            level: number;
            /** Start */
            start: number;
            /** End */
            end: number;
            /** Page */
            page: number | null;
            /** Sheet */
            sheet: string | null;
            /** Rows */
            rows: string[][];
        };
        /** Body_import_entries_api_v1_dictionary_import_post */
        Body_import_entries_api_v1_dictionary_import_post: {
            /** File */
            file: string;
        };
        /**
         * BreakerState
         * @enum {string}
         */
        BreakerState: "closed" | "open" | "half_open";
        /**
         * CalibrationOut
         * @description `source`: "corpus" when made on this installation's documents, else "default".
         */
        CalibrationOut: {
            /** Source */
            source: string;
            thresholds: components["schemas"]["ThresholdsOut"];
            in_force: components["schemas"]["CalibrationRunOut"] | null;
            last: components["schemas"]["CalibrationRunOut"] | null;
        };
        /**
         * CalibrationRunOut
         * @description `ground`: the model, the weights, the documents and the change of them it was made on.
         */
        CalibrationRunOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Status */
            status: string;
            /** Trigger */
            trigger: string;
            /** Progress */
            progress: number;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
            /** Finished At */
            finished_at: string | null;
            /** Failure */
            failure: string | null;
            /** Ground */
            ground: {
                [key: string]: string;
            };
            fit: components["schemas"]["FitOut"] | null;
        };
        /**
         * CancelledOut
         * @description `status` of what is left; null when the document is gone.
         */
        CancelledOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            status: components["schemas"]["Status"] | null;
        };
        /** CardOut */
        CardOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Title */
            title: string;
            /** Version */
            version: number | null;
        };
        /**
         * ChangeBody
         * @description What an administrator changes: the whole draft, the status, or both.
         */
        ChangeBody: {
            draft?: components["schemas"]["DraftBody"] | null;
            status?: components["schemas"]["QuestionStatus"] | null;
        };
        /** ChangeOut */
        ChangeOut: {
            /** Name */
            name: string;
            /** Before */
            before: number | null;
            /** After */
            after: number | null;
            difference: components["schemas"]["EstimateOut"] | null;
        };
        /** ChangedOut */
        ChangedOut: {
            /** Before */
            before: string;
            /** After */
            after: string;
        };
        /**
         * ChatEventOut
         * @description One event of the stream, over SSE as `data`, over WebSocket as a message.
         */
        ChatEventOut: {
            /** Event */
            event: components["schemas"]["StartedEvent"] | components["schemas"]["StageEvent"] | components["schemas"]["DeltaEvent"] | components["schemas"]["CitationEvent"] | components["schemas"]["DoneEvent"] | components["schemas"]["ErrorEvent"];
        };
        /** ChatIn */
        ChatIn: {
            /** Message */
            message: string;
            /** Conversation Id */
            conversation_id?: string | null;
            scope?: components["schemas"]["DocumentScope"] | null;
            /**
             * Stream
             * @default false
             */
            stream: boolean;
        };
        /** CitationEvent */
        CitationEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "citation";
            citation: components["schemas"]["CitationOut"];
        };
        /** CitationOut */
        CitationOut: {
            /** N */
            n: number;
            /**
             * Document Id
             * Format: uuid
             */
            document_id: string;
            /** Version */
            version: number;
            /** Title */
            title: string;
            /** File Name */
            file_name: string;
            /**
             * Fragment Id
             * Format: uuid
             */
            fragment_id: string;
            /** Quote */
            quote: string;
            /** Page */
            page: number | null;
            /** Sheet */
            sheet: string | null;
            /** Section */
            section: string[];
            /** Start */
            start: number;
            /** End */
            end: number;
            /** Key Start */
            key_start: number;
            /** Key End */
            key_end: number;
            /** Document Start */
            document_start: number;
            /** Document End */
            document_end: number;
            /** Score */
            score: number;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Document Date */
            document_date?: string | null;
            /** In Force */
            in_force?: boolean | null;
            /** Lapse */
            lapse?: ("expired" | "replaced" | "not_yet") | null;
            /**
             * Also In
             * @default []
             */
            also_in: string[];
        };
        /**
         * CompletionIn
         * @description Parameters of sampling are accepted and have no effect: quotes are not sampled.
         */
        CompletionIn: {
            /**
             * Model
             * @default znatok
             */
            model: string;
            /** Messages */
            messages: components["schemas"]["MessageIn"][];
            /**
             * Stream
             * @default false
             */
            stream: boolean;
        };
        /** ContentOut */
        ContentOut: {
            /**
             * Document Id
             * Format: uuid
             */
            document_id: string;
            /** Version */
            version: number;
            /** Title */
            title: string;
            /** File Name */
            file_name: string;
            /** Text */
            text: string;
            /** Pages */
            pages: number | null;
            /** Blocks */
            blocks: components["schemas"]["BlockOut"][];
        };
        /** ConversationOut */
        ConversationOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Title */
            title: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
        };
        /** ConversationsOut */
        ConversationsOut: {
            /** Items */
            items: components["schemas"]["ConversationOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * CostsBy
         * @description What costs are summed by.
         * @enum {string}
         */
        CostsBy: "provider" | "task" | "user" | "department" | "day";
        /**
         * CountedOut
         * @description `total` is null until it is known.
         */
        CountedOut: {
            /** Done */
            done: number;
            /** Total */
            total: number | null;
        };
        /** CountsOut */
        CountsOut: {
            /** Proposed */
            proposed: number;
            /** Confirmed */
            confirmed: number;
            /** Rejected */
            rejected: number;
        };
        /**
         * CreatedUser
         * @description `generated_password` is shown this once; null when the caller has chosen a password.
         */
        CreatedUser: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Email */
            email: string;
            /** Name */
            name: string;
            role: components["schemas"]["Role"];
            department: components["schemas"]["Named"] | null;
            /** Groups */
            groups: components["schemas"]["Named"][];
            /** Active */
            active: boolean;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Generated Password */
            generated_password?: string | null;
        };
        /**
         * DataClass
         * @description How carefully the contents are to be handled, the most careful last.
         * @enum {string}
         */
        DataClass: "public" | "internal" | "personal" | "secret";
        /**
         * Decision
         * @enum {string}
         */
        Decision: "allowed" | "refused" | "failed";
        /** DeltaEvent */
        DeltaEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "delta";
            /** Text */
            text: string;
        };
        /** DemoAccountOut */
        DemoAccountOut: {
            /** Email */
            email: string;
            /** Password */
            password: string;
            /** Name */
            name: string;
            /** Department */
            department: string | null;
            /** Role */
            role: string;
        };
        /**
         * DictionaryChangeBody
         * @description Only what is given is changed. `confirm`: a proposal from a document is right.
         *
         *     `department_id` makes a word found in a document the department's own, null everyone's.
         */
        DictionaryChangeBody: {
            /** Canonical */
            canonical?: string | null;
            /** Variants */
            variants?: string[] | null;
            kind?: components["schemas"]["Kind"] | null;
            /** Department Id */
            department_id?: string | null;
            /** Enabled */
            enabled?: boolean | null;
            /**
             * Confirm
             * @default false
             */
            confirm: boolean;
            /**
             * Despite Clashes
             * @default false
             */
            despite_clashes: boolean;
        };
        /**
         * DictionaryEntryBody
         * @description `department_id`: null for everyone. `despite_clashes`: keep both entries.
         */
        DictionaryEntryBody: {
            /** Canonical */
            canonical: string;
            /** Variants */
            variants: string[];
            /** @default synonym */
            kind: components["schemas"]["Kind"];
            /** Department Id */
            department_id?: string | null;
            /**
             * Enabled
             * @default true
             */
            enabled: boolean;
            /**
             * Despite Clashes
             * @default false
             */
            despite_clashes: boolean;
        };
        /** DictionaryEntryOut */
        DictionaryEntryOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Canonical */
            canonical: string;
            /** Variants */
            variants: string[];
            kind: components["schemas"]["Kind"];
            origin: components["schemas"]["Origin"];
            state: components["schemas"]["State"];
            /** Enabled */
            enabled: boolean;
            department: components["schemas"]["DictionaryPlace"] | null;
            document: components["schemas"]["DictionaryPlace"] | null;
            /** Quote */
            quote: string;
            /** Added By */
            added_by: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Can Edit */
            can_edit: boolean;
        };
        /** DictionaryImportOut */
        DictionaryImportOut: {
            /** Added */
            added: number;
            /** Changed */
            changed: number;
            /** Unchanged */
            unchanged: number;
            /** Skipped */
            skipped: components["schemas"]["DictionarySkippedOut"][];
        };
        /** DictionaryPage */
        DictionaryPage: {
            /** Items */
            items: components["schemas"]["DictionaryEntryOut"][];
            /** Next Cursor */
            next_cursor: string | null;
            /** Total */
            total: number;
        };
        /** DictionaryPlace */
        DictionaryPlace: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
        };
        /** DictionarySkippedOut */
        DictionarySkippedOut: {
            /** Line */
            line: number;
            /** Problem */
            problem: string;
        };
        /**
         * DifferenceOut
         * @description Counts of paragraphs, and the first of those that differ.
         */
        DifferenceOut: {
            /** Same */
            same: number;
            /** Added */
            added: number;
            /** Removed */
            removed: number;
            /** Changed */
            changed: number;
            /** Paragraphs */
            paragraphs: components["schemas"]["ChangedOut"][];
            /** Cut */
            cut: boolean;
        };
        /**
         * DocumentChangeBody
         * @description An absent field stays as it is.
         */
        DocumentChangeBody: {
            /** Title */
            title?: string | null;
            access?: components["schemas"]["AccessBody"] | null;
            facts?: components["schemas"]["FactsBody"] | null;
        };
        /** DocumentOut */
        DocumentOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Title */
            title: string;
            /** File Name */
            file_name: string;
            /** Kind */
            kind: string;
            status: components["schemas"]["Status"];
            /** Progress */
            progress: number;
            failure: components["schemas"]["FailureOut"] | null;
            /** Warnings */
            warnings: string[];
            owner: components["schemas"]["NamedOut"];
            department: components["schemas"]["NamedOut"] | null;
            access: components["schemas"]["AccessBody"];
            /** Version */
            version: number | null;
            /** Size Bytes */
            size_bytes: number;
            /** Pages */
            pages: number | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Can Edit */
            can_edit: boolean;
        };
        /** DocumentPage */
        DocumentPage: {
            /** Items */
            items: components["schemas"]["DocumentOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /**
         * DocumentScope
         * @description Documents by id, kind of paper, their own date, or what is in force today; all must hold.
         *
         *     An absent or empty field narrows nothing.
         */
        DocumentScope: {
            /**
             * Document Ids
             * @default []
             */
            document_ids: string[];
            /**
             * Types
             * @default []
             */
            types: components["schemas"]["DocumentType"][];
            /** Dated From */
            dated_from?: string | null;
            /** Dated To */
            dated_to?: string | null;
            /**
             * In Force
             * @default false
             */
            in_force: boolean;
        };
        /**
         * DocumentType
         * @description What kind of paper it is, whatever the format of its file.
         * @enum {string}
         */
        DocumentType: "order" | "regulation" | "procedure" | "instruction" | "contract" | "amendment" | "policy" | "letter" | "price_list" | "minutes" | "report" | "act" | "invoice" | "application" | "presentation" | "training" | "directory" | "other";
        /** DocumentWithVersions */
        DocumentWithVersions: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Title */
            title: string;
            /** File Name */
            file_name: string;
            /** Kind */
            kind: string;
            status: components["schemas"]["Status"];
            /** Progress */
            progress: number;
            failure: components["schemas"]["FailureOut"] | null;
            /** Warnings */
            warnings: string[];
            owner: components["schemas"]["NamedOut"];
            department: components["schemas"]["NamedOut"] | null;
            access: components["schemas"]["AccessBody"];
            /** Version */
            version: number | null;
            /** Size Bytes */
            size_bytes: number;
            /** Pages */
            pages: number | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Can Edit */
            can_edit: boolean;
            /** Versions */
            versions: components["schemas"]["VersionOut"][];
            /**
             * @default {
             *       "replaces": [],
             *       "amends": []
             *     }
             */
            facts: components["schemas"]["FactsOut"];
        };
        /** DoneEvent */
        DoneEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "done";
            answer: components["schemas"]["AnswerOut"];
        };
        /**
         * DraftBody
         * @description `reader_id` or `department_id`: as whom it is asked; neither: as anybody.
         *
         *     `answer_any`: facts, each a list of spellings. `quote`: the place in the document.
         */
        DraftBody: {
            /** Question */
            question: string;
            /** Reader Id */
            reader_id?: string | null;
            /** Department Id */
            department_id?: string | null;
            /**
             * Expect
             * @default answer
             * @enum {string}
             */
            expect: "answer" | "not_found";
            /**
             * Answer Any
             * @default []
             */
            answer_any: string[][];
            /**
             * Sources
             * @default []
             */
            sources: components["schemas"]["SourceBody"][];
            /**
             * Forbidden
             * @default []
             */
            forbidden: string[];
            /**
             * Quote
             * @default
             */
            quote: string;
            /**
             * Tags
             * @default []
             */
            tags: string[];
        };
        /** ErrorEvent */
        ErrorEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "error";
            /** Problem */
            problem: {
                [key: string]: unknown;
            };
        };
        /**
         * EstimateOut
         * @description A mean over `n` questions with its 95% bootstrap interval.
         */
        EstimateOut: {
            /** Mean */
            mean: number;
            /** Low */
            low: number;
            /** High */
            high: number;
            /** N */
            n: number;
        };
        /** FactOut[DataClass] */
        FactOut_DataClass_: {
            value: components["schemas"]["DataClass"];
            /** Confidence */
            confidence: number;
            /** Start */
            start: number | null;
            /** End */
            end: number | null;
            /** Set By Person */
            set_by_person: boolean;
        };
        /** FactOut[DocumentType] */
        FactOut_DocumentType_: {
            value: components["schemas"]["DocumentType"];
            /** Confidence */
            confidence: number;
            /** Start */
            start: number | null;
            /** End */
            end: number | null;
            /** Set By Person */
            set_by_person: boolean;
        };
        /** FactOut[ReferenceOut] */
        FactOut_ReferenceOut_: {
            value: components["schemas"]["ReferenceOut"];
            /** Confidence */
            confidence: number;
            /** Start */
            start: number | null;
            /** End */
            end: number | null;
            /** Set By Person */
            set_by_person: boolean;
        };
        /** FactOut[date] */
        FactOut_date_: {
            /**
             * Value
             * Format: date
             */
            value: string;
            /** Confidence */
            confidence: number;
            /** Start */
            start: number | null;
            /** End */
            end: number | null;
            /** Set By Person */
            set_by_person: boolean;
        };
        /** FactOut[list[str]] */
        FactOut_list_str__: {
            /** Value */
            value: string[];
            /** Confidence */
            confidence: number;
            /** Start */
            start: number | null;
            /** End */
            end: number | null;
            /** Set By Person */
            set_by_person: boolean;
        };
        /** FactOut[str] */
        FactOut_str_: {
            /** Value */
            value: string;
            /** Confidence */
            confidence: number;
            /** Start */
            start: number | null;
            /** End */
            end: number | null;
            /** Set By Person */
            set_by_person: boolean;
        };
        /**
         * FactsBody
         * @description Facts set by hand: absent ones stay, null says that there is none.
         */
        FactsBody: {
            type?: components["schemas"]["DocumentType"] | null;
            /** Language */
            language?: string | null;
            /** Number */
            number?: string | null;
            /** Dated */
            dated?: string | null;
            /** Parties */
            parties?: string[] | null;
            /** Valid From */
            valid_from?: string | null;
            /** Valid Until */
            valid_until?: string | null;
            /** Edition */
            edition?: string | null;
            data_class?: components["schemas"]["DataClass"] | null;
        };
        /** FactsOut */
        FactsOut: {
            type?: components["schemas"]["FactOut_DocumentType_"] | null;
            language?: components["schemas"]["FactOut_str_"] | null;
            number?: components["schemas"]["FactOut_str_"] | null;
            dated?: components["schemas"]["FactOut_date_"] | null;
            parties?: components["schemas"]["FactOut_list_str__"] | null;
            valid_from?: components["schemas"]["FactOut_date_"] | null;
            valid_until?: components["schemas"]["FactOut_date_"] | null;
            edition?: components["schemas"]["FactOut_str_"] | null;
            data_class?: components["schemas"]["FactOut_DataClass_"] | null;
            /**
             * Replaces
             * @default []
             */
            replaces: components["schemas"]["FactOut_ReferenceOut_"][];
            /**
             * Amends
             * @default []
             */
            amends: components["schemas"]["FactOut_ReferenceOut_"][];
        };
        /** FailureOut */
        FailureOut: {
            /** Slug */
            slug: string;
            /** Message */
            message: string;
        };
        /** FeedbackIn */
        FeedbackIn: {
            /** Rating */
            rating: number;
            /** Reason */
            reason?: string | null;
            /** Correction */
            correction?: string | null;
        };
        /**
         * FiguresOut
         * @description Shares are 0…1, null where no question could tell.
         */
        FiguresOut: {
            /** Questions */
            questions: number;
            /** Right */
            right: number | null;
            /** Source Right */
            source_right: number | null;
            /** Refused */
            refused: number | null;
            /** Found 5 */
            found_5: number | null;
            /** Leaks */
            leaks: number;
            /** Skipped */
            skipped: number;
            /** P50 Ms */
            p50_ms: number | null;
            /** P95 Ms */
            p95_ms: number | null;
        };
        /**
         * FileFormat
         * @enum {string}
         */
        FileFormat: "jsonl" | "csv";
        /**
         * FitOut
         * @description How the calibration does on the generated questions it was made of; shares 0…1.
         */
        FitOut: {
            /** Questions */
            questions: {
                [key: string]: number;
            };
            /** Answered */
            answered: number;
            /** False Near */
            false_near: number;
            /** False Far */
            false_far: number;
            /** Auroc Near */
            auroc_near: number;
            /** Auroc Far */
            auroc_far: number;
            /** Allowed False */
            allowed_false: number;
            /** Prior */
            prior: number;
            /** Expected Calibration Error */
            expected_calibration_error: number;
            /** Reliability */
            reliability: components["schemas"]["ReliabilityBinOut"][];
        };
        /**
         * Flaw
         * @description Why something was left out.
         * @enum {string}
         */
        Flaw: "unreadable" | "leads-outside" | "bad-name" | "too-deep" | "still-changing" | "too-large" | "empty" | "refused";
        /**
         * FolderBody
         * @description `owner_id`: None is whoever asks. `hour`: of the server's local time, once a day.
         */
        FolderBody: {
            /** Owner Id */
            owner_id?: string | null;
            /** Department Id */
            department_id?: string | null;
            /**
             * @default {
             *       "everyone": false,
             *       "department_ids": [],
             *       "group_ids": [],
             *       "user_ids": []
             *     }
             */
            access: components["schemas"]["AccessBody"];
            /**
             * Every Minutes
             * @default 15
             */
            every_minutes: number | null;
            /** Hour */
            hour?: number | null;
            /**
             * Enabled
             * @default true
             */
            enabled: boolean;
        };
        /** FolderList */
        FolderList: {
            /** Items */
            items: components["schemas"]["FolderOut"][];
        };
        /** FolderOut */
        FolderOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Path */
            path: string;
            /**
             * Owner Id
             * Format: uuid
             */
            owner_id: string;
            /** Department Id */
            department_id: string | null;
            access: components["schemas"]["AccessBody"];
            /** Every Minutes */
            every_minutes: number | null;
            /** Hour */
            hour: number | null;
            /** Enabled */
            enabled: boolean;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            scan: components["schemas"]["ScanOut"];
        };
        /** FragmentOut */
        FragmentOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Ordinal */
            ordinal: number;
            /** Text */
            text: string;
            /** Start */
            start: number;
            /** End */
            end: number;
            /** Page */
            page: number | null;
            /** Sheet */
            sheet: string | null;
            /** Section */
            section: string[];
        };
        /** FragmentPage */
        FragmentPage: {
            /** Items */
            items: components["schemas"]["FragmentOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /**
         * GateOut
         * @description `sentence`: the verdict for a person. `stale`: what runs now was not measured yet.
         */
        GateOut: {
            state: components["schemas"]["GateState"];
            /** Reasons */
            reasons: components["schemas"]["Reason"][];
            /** Sentence */
            sentence: string;
            /** Max Drop */
            max_drop: number;
            /** Candidate Id */
            candidate_id: string | null;
            /** Against Id */
            against_id: string | null;
            /** Against */
            against: ("baseline" | "run") | null;
            right: components["schemas"]["ChangeOut"] | null;
            /** Compared */
            compared: number;
            /** Leaks */
            leaks: number;
            /** Few */
            few: boolean;
            /** Stale */
            stale: boolean;
        };
        /**
         * GateState
         * @enum {string}
         */
        GateState: "passed" | "blocked" | "unmeasured";
        /** GenerationIn */
        GenerationIn: {
            /** Model */
            model?: string | null;
            splitting?: components["schemas"]["SplittingIn"] | null;
        };
        /**
         * GenerationList
         * @description `models`: embedding models to choose from.
         */
        GenerationList: {
            /** Items */
            items: components["schemas"]["GenerationOut"][];
            /** Models */
            models: string[];
        };
        /**
         * GenerationOut
         * @description `progress`: share of the documents it holds, 0…1. `left_s`: seconds the building takes yet.
         *
         *     `available`: whether this installation has the model. `failure`: slug of what stops it now.
         */
        GenerationOut: {
            /** Id */
            id: number;
            /** Model */
            model: string;
            /** Splitting */
            splitting: {
                [key: string]: number;
            };
            state: components["schemas"]["GenerationState"];
            /** Documents */
            documents: number;
            /** Held */
            held: number;
            /** Fragments */
            fragments: number;
            /** Progress */
            progress: number;
            /** Left S */
            left_s: number | null;
            /** Available */
            available: boolean;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Created By */
            created_by: string | null;
            /** Built At */
            built_at: string | null;
            /** Switched At */
            switched_at: string | null;
            /** Failure */
            failure: string | null;
            comparison: components["schemas"]["VerdictOut"] | null;
        };
        /**
         * GenerationState
         * @enum {string}
         */
        GenerationState: "building" | "ready" | "active" | "former" | "removing" | "removed";
        /** HTTPValidationError */
        HTTPValidationError: {
            /** Detail */
            detail?: components["schemas"]["ValidationError"][];
        };
        /** HitOut */
        HitOut: {
            /**
             * Document Id
             * Format: uuid
             */
            document_id: string;
            /** Title */
            title: string;
            /** File Name */
            file_name: string;
            /** Version */
            version: number;
            /**
             * Fragment Id
             * Format: uuid
             */
            fragment_id: string;
            /** Text */
            text: string;
            /** Page */
            page: number | null;
            /** Sheet */
            sheet: string | null;
            /** Section */
            section: string[];
            /** Document Start */
            document_start: number;
            /** Document End */
            document_end: number;
            /** Score */
            score: number;
            /** Document Date */
            document_date?: string | null;
            /** In Force */
            in_force?: boolean | null;
            /**
             * Also In
             * @default []
             */
            also_in: components["schemas"]["AlsoInOut"][];
        };
        /** HitsOut */
        HitsOut: {
            /** Hits */
            hits: components["schemas"]["HitOut"][];
            /** Took Ms */
            took_ms: number;
        };
        /** ImportedOut */
        ImportedOut: {
            /** Added */
            added: number;
            /** Replaced */
            replaced: number;
        };
        /**
         * Kind
         * @enum {string}
         */
        Kind: "abbreviation" | "synonym" | "nickname";
        /** LeftOut */
        LeftOut: {
            /** Path */
            path: string;
            flaw: components["schemas"]["Flaw"];
        };
        /** Me */
        Me: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Email */
            email: string;
            /** Name */
            name: string;
            role: components["schemas"]["Role"];
            department: components["schemas"]["Named"] | null;
            /** Groups */
            groups: components["schemas"]["Named"][];
        };
        /** MessageIn */
        MessageIn: {
            /**
             * Role
             * @enum {string}
             */
            role: "system" | "developer" | "user" | "assistant" | "tool";
            /** Content */
            content?: string | components["schemas"]["TextPart"][] | null;
        };
        /** MessageOut */
        MessageOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Role
             * @enum {string}
             */
            role: "user" | "assistant";
            /** Text */
            text: string;
            /** Status */
            status: string | null;
            /** Citations */
            citations: components["schemas"]["CitationOut"][];
            /** Follow Ups */
            follow_ups: string[];
            trace: components["schemas"]["TraceOut"] | null;
            written?: components["schemas"]["WrittenOut"] | null;
            /** Rating */
            rating: number | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
        };
        /** MetaOut */
        MetaOut: {
            /** Name */
            name: string;
            /** Version */
            version: string;
            /** Demo */
            demo: boolean;
            /** Demo Accounts */
            demo_accounts: components["schemas"]["DemoAccountOut"][];
            /** Formats */
            formats: string[];
            /** Max Upload Bytes */
            max_upload_bytes: number;
        };
        /**
         * ModelBudgetBody
         * @description Roubles a calendar month. `subject`: null is everyone who has no limit of his own.
         */
        ModelBudgetBody: {
            payer: components["schemas"]["Payer"];
            /** Subject */
            subject?: string | null;
            /** Rub */
            rub: number;
        };
        /** ModelBudgetList */
        ModelBudgetList: {
            /** Items */
            items: components["schemas"]["ModelBudgetOut"][];
        };
        /**
         * ModelBudgetOut
         * @description `spent_rub`: of this month; null for a limit of everyone's.
         */
        ModelBudgetOut: {
            payer: components["schemas"]["Payer"];
            /** Subject */
            subject: string | null;
            /** Name */
            name: string | null;
            /** Rub */
            rub: number;
            /** Spent Rub */
            spent_rub: number | null;
        };
        /** ModelCostList */
        ModelCostList: {
            by: components["schemas"]["CostsBy"];
            /** Items */
            items: components["schemas"]["ModelCostOut"][];
            /** Cost Rub */
            cost_rub: number;
        };
        /**
         * ModelCostOut
         * @description `key`: an id, a task or a day; `name`: of a person or department that is still there.
         */
        ModelCostOut: {
            /** Key */
            key: string | null;
            /** Name */
            name: string | null;
            /** Calls */
            calls: number;
            /** Prompt Tokens */
            prompt_tokens: number;
            /** Completion Tokens */
            completion_tokens: number;
            /** Cost Rub */
            cost_rub: number;
            /** Problems */
            problems: number;
        };
        /** ModelKindList */
        ModelKindList: {
            /** Items */
            items: components["schemas"]["ModelKindOut"][];
        };
        /**
         * ModelKindOut
         * @description `fields`: the JSON Schema of the form. `region`: null where a setting says.
         */
        ModelKindOut: {
            /** Kind */
            kind: string;
            /** Name */
            name: string;
            region: components["schemas"]["Region"] | null;
            /** Streams */
            streams: number;
            /** Fields */
            fields: {
                [key: string]: unknown;
            };
            /** Secrets */
            secrets: string[];
        };
        /**
         * ModelOrderBody
         * @description Who is asked after whom. `providers`: null takes the order away. Both keys null: of all.
         */
        ModelOrderBody: {
            task?: components["schemas"]["Task"] | null;
            data_class?: components["schemas"]["DataClass"] | null;
            /** Providers */
            providers: string[] | null;
        };
        /** ModelOrderList */
        ModelOrderList: {
            /** Items */
            items: components["schemas"]["ModelOrderOut"][];
        };
        /** ModelOrderOut */
        ModelOrderOut: {
            task: components["schemas"]["Task"] | null;
            data_class: components["schemas"]["DataClass"] | null;
            /** Providers */
            providers: string[];
        };
        /**
         * ModelProviderBody
         * @description `options`: by the JSON Schema of the kind. On a change a secret that is not given stays,
         *     one given as null is removed. `classes`: null is the usual of the region, `streams`: null the
         *     usual of the kind. The `notification_*`: to Roskomnadzor, of a transfer abroad.
         */
        ModelProviderBody: {
            /** Name */
            name: string;
            /** Kind */
            kind: string;
            /** Options */
            options: {
                [key: string]: unknown;
            };
            /** Streams */
            streams?: number | null;
            /**
             * Enabled
             * @default true
             */
            enabled: boolean;
            /** Classes */
            classes?: components["schemas"]["DataClass"][] | null;
            /**
             * Abroad Allowed
             * @default false
             */
            abroad_allowed: boolean;
            /** Notification Number */
            notification_number?: string | null;
            /** Notification Date */
            notification_date?: string | null;
            /**
             * Notification Adequate
             * @default false
             */
            notification_adequate: boolean;
        };
        /**
         * ModelProviderChangeBody
         * @description `version`: of the provider that the form was made of.
         */
        ModelProviderChangeBody: {
            /** Name */
            name: string;
            /** Kind */
            kind: string;
            /** Options */
            options: {
                [key: string]: unknown;
            };
            /** Streams */
            streams?: number | null;
            /**
             * Enabled
             * @default true
             */
            enabled: boolean;
            /** Classes */
            classes?: components["schemas"]["DataClass"][] | null;
            /**
             * Abroad Allowed
             * @default false
             */
            abroad_allowed: boolean;
            /** Notification Number */
            notification_number?: string | null;
            /** Notification Date */
            notification_date?: string | null;
            /**
             * Notification Adequate
             * @default false
             */
            notification_adequate: boolean;
            /** Version */
            version: number;
        };
        /** ModelProviderList */
        ModelProviderList: {
            /** Items */
            items: components["schemas"]["ModelProviderOut"][];
        };
        /**
         * ModelProviderOut
         * @description A provider without its secrets: `tails` has their last characters.
         *
         *     `state` is of this process; `reason` says what is wrong. `region`, `model`: null while it
         *     cannot be opened.
         */
        ModelProviderOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Kind */
            kind: string;
            origin: components["schemas"]["ProviderOrigin"];
            /** Options */
            options: {
                [key: string]: unknown;
            };
            /** Tails */
            tails: {
                [key: string]: string;
            };
            /** Streams */
            streams: number;
            /** Open Streams */
            open_streams: number;
            /** Enabled */
            enabled: boolean;
            /** Version */
            version: number;
            state: components["schemas"]["ProviderState"];
            /** Reason */
            reason: string | null;
            breaker: components["schemas"]["BreakerState"] | null;
            region: components["schemas"]["Region"] | null;
            /** Model */
            model: string | null;
            /** Classes */
            classes: components["schemas"]["DataClass"][] | null;
            /** Abroad Allowed */
            abroad_allowed: boolean;
            /** Notification Number */
            notification_number: string | null;
            /** Notification Date */
            notification_date: string | null;
            /** Notification Adequate */
            notification_adequate: boolean;
            stats: components["schemas"]["ModelStatsOut"];
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
        };
        /**
         * ModelStatsOut
         * @description Of the last 24 hours, all processes together.
         */
        ModelStatsOut: {
            /** Calls */
            calls: number;
            /** Problems */
            problems: number;
            /** Prompt Tokens */
            prompt_tokens: number;
            /** Completion Tokens */
            completion_tokens: number;
            /** Cost Rub */
            cost_rub: number;
            /** Ttft P50 Ms */
            ttft_p50_ms: number | null;
            /** Ttft P95 Ms */
            ttft_p95_ms: number | null;
            /** Took P50 Ms */
            took_p50_ms: number | null;
            /** Took P95 Ms */
            took_p95_ms: number | null;
            /** Last Problem */
            last_problem: string | null;
        };
        /**
         * ModelTestBody
         * @description `saved`: a provider whose secrets stand in for those that are not given.
         */
        ModelTestBody: {
            /** Name */
            name: string;
            /** Kind */
            kind: string;
            /** Options */
            options: {
                [key: string]: unknown;
            };
            /** Streams */
            streams?: number | null;
            /**
             * Enabled
             * @default true
             */
            enabled: boolean;
            /** Classes */
            classes?: components["schemas"]["DataClass"][] | null;
            /**
             * Abroad Allowed
             * @default false
             */
            abroad_allowed: boolean;
            /** Notification Number */
            notification_number?: string | null;
            /** Notification Date */
            notification_date?: string | null;
            /**
             * Notification Adequate
             * @default false
             */
            notification_adequate: boolean;
            /** Saved */
            saved?: string | null;
        };
        /**
         * ModelTestOut
         * @description `problem`: null when key, address and model are right; else one sentence for a person.
         */
        ModelTestOut: {
            /** Ok */
            ok: boolean;
            /** Took Ms */
            took_ms: number;
            /** Slug */
            slug: string | null;
            /** Problem */
            problem: string | null;
        };
        /** NameBody */
        NameBody: {
            /** Name */
            name: string;
        };
        /** Named */
        Named: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
        };
        /** NamedOut */
        NamedOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
        };
        /** NamedPage */
        NamedPage: {
            /** Items */
            items: components["schemas"]["Named"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** NewFolderBody */
        NewFolderBody: {
            /** Owner Id */
            owner_id?: string | null;
            /** Department Id */
            department_id?: string | null;
            /**
             * @default {
             *       "everyone": false,
             *       "department_ids": [],
             *       "group_ids": [],
             *       "user_ids": []
             *     }
             */
            access: components["schemas"]["AccessBody"];
            /**
             * Every Minutes
             * @default 15
             */
            every_minutes: number | null;
            /** Hour */
            hour?: number | null;
            /**
             * Enabled
             * @default true
             */
            enabled: boolean;
            /** Path */
            path: string;
        };
        /** NewUserBody */
        NewUserBody: {
            /** Email */
            email: string;
            /** Name */
            name: string;
            /** @default user */
            role: components["schemas"]["Role"];
            /** Department Id */
            department_id?: string | null;
            /**
             * Group Ids
             * @default []
             */
            group_ids: string[];
            /** Password */
            password?: string | null;
        };
        /**
         * Origin
         * @description Where an entry comes from.
         * @enum {string}
         */
        Origin: "builtin" | "manual" | "import" | "document";
        /** OverviewOut */
        OverviewOut: {
            /** Questions */
            questions: number;
            /** People */
            people: number;
            /** Answered */
            answered: number;
            /** Partial */
            partial: number;
            /** Not Found */
            not_found: number;
            /** Answered Share */
            answered_share: number | null;
            /** Liked */
            liked: number;
            /** Disliked */
            disliked: number;
            /** Liked Share */
            liked_share: number | null;
            /** P50 Ms */
            p50_ms: number | null;
            /** P95 Ms */
            p95_ms: number | null;
            /** By Day */
            by_day: {
                [key: string]: number;
            };
        };
        /**
         * PairOut
         * @description One question in both runs.
         */
        PairOut: {
            before: components["schemas"]["ResultOut"];
            after: components["schemas"]["ResultOut"];
        };
        /**
         * PartOut
         * @description One slice. `by`: department, kind, intent, tag or never_asked (yes, no).
         */
        PartOut: {
            /** By */
            by: string;
            /** Value */
            value: string;
            /** N */
            n: number;
            /** Right */
            right: number;
        };
        /** PasswordBody */
        PasswordBody: {
            /**
             * Current Password
             * Format: password
             */
            current_password: string;
            /**
             * New Password
             * Format: password
             */
            new_password: string;
        };
        /**
         * Payer
         * @enum {string}
         */
        Payer: "user" | "department";
        /**
         * PersonalKind
         * @description What a piece of personal data is.
         * @enum {string}
         */
        PersonalKind: "person" | "phone" | "email" | "inn" | "snils" | "passport" | "card" | "account" | "ogrn" | "address" | "birth_date";
        /**
         * ProgressEvents
         * @description The data of the stream's events, by their names.
         */
        ProgressEvents: {
            progress: components["schemas"]["ProgressOut"];
            overview: components["schemas"]["UploadsOut"];
        };
        /**
         * ProgressOut
         * @description `stage` is null when nothing is under way; `left_s`: an estimate in seconds, if there is.
         */
        ProgressOut: {
            /**
             * Document Id
             * Format: uuid
             */
            document_id: string;
            status: components["schemas"]["Status"];
            stage: components["schemas"]["Stage"] | null;
            bytes: components["schemas"]["CountedOut"];
            pages: components["schemas"]["CountedOut"];
            fragments: components["schemas"]["CountedOut"];
            /** Ahead */
            ahead: number;
            /** Left S */
            left_s: number | null;
        };
        /**
         * ProposedOut
         * @description `documents`: looked into; `added`: new proposals, `corrections` of them people's.
         */
        ProposedOut: {
            /** Documents */
            documents: number;
            /** Added */
            added: number;
            /** Corrections */
            corrections: number;
        };
        /**
         * ProviderOrigin
         * @enum {string}
         */
        ProviderOrigin: "page" | "settings";
        /**
         * ProviderState
         * @enum {string}
         */
        ProviderState: "ready" | "failing" | "resting" | "forbidden" | "broken" | "off";
        /**
         * QuestionOrigin
         * @enum {string}
         */
        QuestionOrigin: "written" | "imported" | "proposed" | "feedback";
        /**
         * QuestionOut
         * @description `withheld`: it quotes a document that the viewer may not read; its texts are empty.
         */
        QuestionOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Question */
            question: string;
            /** Reader Id */
            reader_id: string | null;
            /** Reader */
            reader: string | null;
            /** Reader Name */
            reader_name: string | null;
            /** Department Id */
            department_id: string | null;
            /** Department */
            department: string | null;
            /**
             * Expect
             * @enum {string}
             */
            expect: "answer" | "not_found";
            /** Answer Any */
            answer_any: string[][];
            /** Sources */
            sources: components["schemas"]["SourceBody"][];
            /** Forbidden */
            forbidden: string[];
            /** Quote */
            quote: string;
            /** Tags */
            tags: string[];
            status: components["schemas"]["QuestionStatus"];
            origin: components["schemas"]["QuestionOrigin"];
            /** Author Id */
            author_id: string | null;
            /** Withheld */
            withheld: boolean;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
        };
        /** QuestionPage */
        QuestionPage: {
            /** Items */
            items: components["schemas"]["QuestionOut"][];
            /** Next Cursor */
            next_cursor: string | null;
            counts: components["schemas"]["CountsOut"];
        };
        /**
         * QuestionStatus
         * @description Only confirmed questions are asked.
         * @enum {string}
         */
        QuestionStatus: "proposed" | "confirmed" | "rejected";
        /**
         * Reason
         * @enum {string}
         */
        Reason: "regression" | "leak" | "no_run" | "no_baseline" | "nothing_shared";
        /** RecordOut */
        RecordOut: {
            /** Seq */
            seq: number;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Actor */
            actor: string | null;
            /** Credential */
            credential: string;
            /** Action */
            action: string;
            /** Object */
            object: string | null;
            decision: components["schemas"]["Decision"];
            /** Details */
            details: {
                [key: string]: unknown;
            };
            /** Request Id */
            request_id: string | null;
            /** Previous Hash */
            previous_hash: string;
            /** Hash */
            hash: string;
        };
        /** RecordPage */
        RecordPage: {
            /** Items */
            items: components["schemas"]["RecordOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** ReferenceOut */
        ReferenceOut: {
            /** Text */
            text: string;
            /** Title */
            title: string;
            /** Number */
            number: string | null;
            /** Dated */
            dated: string | null;
        };
        /**
         * Region
         * @description Where a provider or a store processes what it is sent (152-ФЗ, art. 12 and 18).
         * @enum {string}
         */
        Region: "local" | "russia" | "foreign";
        /**
         * RejectedFile
         * @description A file of several that was not accepted; `problem` as RFC 9457 has it.
         */
        RejectedFile: {
            /** File Name */
            file_name: string;
            /** Problem */
            problem: {
                [key: string]: unknown;
            };
        };
        /**
         * RelatedOut
         * @description `newer`: whether the other document is the newer of the two. `in_effect`: whether the
         *     relation counts; one between documents of different owners waits to be confirmed.
         */
        RelatedOut: {
            document: components["schemas"]["CardOut"];
            kind: components["schemas"]["RelationKind"];
            /** Newer */
            newer: boolean;
            /** Similarity */
            similarity: number | null;
            /** Quote */
            quote: string | null;
            /** Since */
            since: string | null;
            /** In Effect */
            in_effect: boolean;
            verdict: components["schemas"]["Verdict"] | null;
        };
        /** RelatedPage */
        RelatedPage: {
            /** Items */
            items: components["schemas"]["RelatedOut"][];
        };
        /**
         * RelationKind
         * @enum {string}
         */
        RelationKind: "supersedes" | "revision" | "amends" | "near_duplicate";
        /**
         * ReliabilityBinOut
         * @description One bar: mean confidence against the share that the documents answer, both 0…1.
         */
        ReliabilityBinOut: {
            /** Low */
            low: number;
            /** High */
            high: number;
            /** Confidence */
            confidence: number;
            /** Answerable */
            answerable: number;
            /** Weight */
            weight: number;
            /** Questions */
            questions: number;
        };
        /**
         * ReliabilityOut
         * @description `error`: expected calibration error; null without any answer.
         */
        ReliabilityOut: {
            /** Bins */
            bins: components["schemas"]["BinOut"][];
            /** N */
            n: number;
            /** Error */
            error: number | null;
        };
        /** RenameIn */
        RenameIn: {
            /** Title */
            title: string;
        };
        /**
         * ResultOut
         * @description `withheld`: the answer quotes what the viewer may not read; `answer` is null then.
         */
        ResultOut: {
            /**
             * Question Id
             * Format: uuid
             */
            question_id: string;
            /** Question */
            question: string;
            /** Answerable */
            answerable: boolean;
            /** Outcome */
            outcome: string;
            /** Right */
            right: boolean;
            /** Source Right */
            source_right: boolean | null;
            /** Leaks */
            leaks: number;
            /** Confidence */
            confidence: number;
            /** Gold Rank */
            gold_rank: number | null;
            /** Took Ms */
            took_ms: number;
            /** Answer */
            answer: string | null;
            /** Citations */
            citations: {
                [key: string]: unknown;
            }[];
            slices: components["schemas"]["SlicesOut"];
            /** Withheld */
            withheld: boolean;
        };
        /** ResultPage */
        ResultPage: {
            /** Items */
            items: components["schemas"]["ResultOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * Role
         * @description What a person may do; what a person may read is decided by document rights alone.
         *
         *     An administrator manages people and the system and, on purpose, reads no more documents than
         *     anyone else (docs/adr/0005).
         * @enum {string}
         */
        Role: "user" | "editor" | "auditor" | "admin";
        /**
         * RunComparisonOut
         * @description `won`, `lost`: the first hundred of each; `won_count`, `lost_count`: of all.
         */
        RunComparisonOut: {
            before: components["schemas"]["RunOut"];
            after: components["schemas"]["RunOut"];
            /** Compared */
            compared: number;
            /** Only Before */
            only_before: number;
            /** Only After */
            only_after: number;
            /** Leaks Before */
            leaks_before: number;
            /** Leaks After */
            leaks_after: number;
            /** Changes */
            changes: components["schemas"]["ChangeOut"][];
            /** Slices */
            slices: components["schemas"]["SliceOut"][];
            /** Won */
            won: components["schemas"]["PairOut"][];
            /** Lost */
            lost: components["schemas"]["PairOut"][];
            /** Won Count */
            won_count: number;
            /** Lost Count */
            lost_count: number;
        };
        /** RunOut */
        RunOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            status: components["schemas"]["RunStatus"];
            trigger: components["schemas"]["Trigger"];
            /** Asked By */
            asked_by: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Started At */
            started_at: string | null;
            /** Finished At */
            finished_at: string | null;
            /** Total */
            total: number;
            /** Done */
            done: number;
            /** Fingerprint */
            fingerprint: {
                [key: string]: string;
            };
            figures: components["schemas"]["FiguresOut"] | null;
            /** Baseline */
            baseline: boolean;
            /** Failure */
            failure: string | null;
        };
        /** RunPage */
        RunPage: {
            /** Items */
            items: components["schemas"]["RunOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * RunStatus
         * @enum {string}
         */
        RunStatus: "queued" | "running" | "done" | "cancelled" | "interrupted" | "failed";
        /**
         * ScanBody
         * @description `accept_removals`: delete the documents of all files that are not there any more.
         */
        ScanBody: {
            /**
             * Accept Removals
             * @default false
             */
            accept_removals: boolean;
        };
        /**
         * ScanOut
         * @description `left_out`: what was not taken in, the first of `left_out_count`. `failure`: a slug.
         */
        ScanOut: {
            state: components["schemas"]["ScanState"];
            /** Started At */
            started_at: string | null;
            /** Finished At */
            finished_at: string | null;
            /** Done */
            done: number;
            /** Total */
            total: number;
            /** Files */
            files: number;
            /** Unchanged */
            unchanged: number;
            /** Added */
            added: number;
            /** Changed */
            changed: number;
            /** Moved */
            moved: number;
            /** Removed */
            removed: number;
            /** Missing */
            missing: number;
            /** Skipped */
            skipped: number;
            /** Left Out */
            left_out: components["schemas"]["LeftOut"][];
            /** Left Out Count */
            left_out_count: number;
            /** Failure */
            failure: string | null;
        };
        /**
         * ScanState
         * @enum {string}
         */
        ScanState: "never" | "running" | "done" | "cancelled" | "failed" | "held_back";
        /** SearchIn */
        SearchIn: {
            /** Query */
            query: string;
            /**
             * Limit
             * @default 10
             */
            limit: number;
            filters?: components["schemas"]["DocumentScope"] | null;
        };
        /** SliceOut */
        SliceOut: {
            /** By */
            by: string;
            /** Value */
            value: string;
            change: components["schemas"]["ChangeOut"];
        };
        /** SlicesOut */
        SlicesOut: {
            /** Department */
            department: string;
            /** Kind */
            kind: string;
            /** Intent */
            intent: string;
            /** Tags */
            tags: string[];
            /** Never Asked */
            never_asked: boolean | null;
        };
        /**
         * SourceBody
         * @description `document_id`: null where the document is known by its file only.
         */
        SourceBody: {
            /** File Name */
            file_name: string;
            /** Document Id */
            document_id?: string | null;
        };
        /**
         * SplittingIn
         * @description Sizes in characters; what is not given is as in the active generation.
         */
        SplittingIn: {
            /** Target Chars */
            target_chars?: number | null;
            /** Max Chars */
            max_chars?: number | null;
            /** Min Chars */
            min_chars?: number | null;
            /** Max Context Chars */
            max_context_chars?: number | null;
        };
        /**
         * Stage
         * @description Where the work on a version stands.
         * @enum {string}
         */
        Stage: "waiting" | "reading" | "embedding" | "publishing";
        /** StageEvent */
        StageEvent: {
            /** Name */
            name: string;
            /** Took Ms */
            took_ms: number;
            /** Detail */
            detail: {
                [key: string]: unknown;
            };
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "stage";
        };
        /** StageOut */
        StageOut: {
            /** Name */
            name: string;
            /** Took Ms */
            took_ms: number;
            /** Detail */
            detail: {
                [key: string]: unknown;
            };
        };
        /** StartedEvent */
        StartedEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "started";
            /**
             * Conversation Id
             * Format: uuid
             */
            conversation_id: string;
            /**
             * Message Id
             * Format: uuid
             */
            message_id: string;
            /**
             * Question Id
             * Format: uuid
             */
            question_id: string;
        };
        /**
         * State
         * @enum {string}
         */
        State: "proposed" | "confirmed" | "rejected";
        /**
         * Status
         * @description `SEARCHABLE`: a first version that is found by its words and not yet by its meaning.
         * @enum {string}
         */
        Status: "queued" | "processing" | "searchable" | "ready" | "failed" | "quarantined";
        /** SuggestionsOut */
        SuggestionsOut: {
            /** Questions */
            questions: string[];
        };
        /** SummaryOut */
        SummaryOut: {
            run: components["schemas"]["RunOut"];
            /** Measures */
            measures: {
                [key: string]: components["schemas"]["EstimateOut"];
            };
            /** Parts */
            parts: components["schemas"]["PartOut"][];
            reliability: components["schemas"]["ReliabilityOut"];
        };
        /**
         * SwitchIn
         * @description `force`: whatever the comparison says, or before it is done.
         */
        SwitchIn: {
            /**
             * Force
             * @default false
             */
            force: boolean;
        };
        /** SystemOut */
        SystemOut: {
            /** Version */
            version: string;
            /** Uptime S */
            uptime_s: number;
            /** Process Memory Bytes */
            process_memory_bytes: number;
            /** Process Peak Memory Bytes */
            process_peak_memory_bytes: number;
            /** Cpu Percent */
            cpu_percent: number;
            /** Cpus */
            cpus: number;
            /** Disk Free Bytes */
            disk_free_bytes: number;
            /** Disk Total Bytes */
            disk_total_bytes: number;
            /** Database */
            database: string;
            /** Fragments */
            fragments: number;
        };
        /**
         * Task
         * @description What a model is asked for.
         * @enum {string}
         */
        Task: "answer" | "rewrite" | "title" | "verify";
        /** TextPart */
        TextPart: {
            /**
             * Type
             * @constant
             */
            type: "text";
            /** Text */
            text: string;
        };
        /**
         * ThresholdsOut
         * @description `answer_from`, `possible_from`: confidence from which an answer, and a possible one, is
         *     given. `evidence_answer`, `evidence_possible`: the same in logits; `slope`: between the two.
         */
        ThresholdsOut: {
            /** Answer From */
            answer_from: number;
            /** Possible From */
            possible_from: number;
            /** Evidence Answer */
            evidence_answer: number;
            /** Evidence Possible */
            evidence_possible: number;
            /** Slope */
            slope: number;
        };
        /** TicketOut */
        TicketOut: {
            /** Ticket */
            ticket: string;
            /** Expires In */
            expires_in: number;
        };
        /** TokenAnswer */
        TokenAnswer: {
            /** Access Token */
            access_token: string;
            /** Refresh Token */
            refresh_token: string;
            /**
             * Token Type
             * @default bearer
             */
            token_type: string;
            /** Expires In */
            expires_in: number;
        };
        /**
         * TokenForm
         * @description RFC 6749, sections 4.3.2 and 6. What the standard names and we need not is left unread.
         */
        TokenForm: {
            /**
             * Grant Type
             * @default password
             * @enum {string}
             */
            grant_type: "password" | "refresh_token";
            /**
             * Username
             * @default
             */
            username: string;
            /**
             * Password
             * @default
             */
            password: string;
            /**
             * Refresh Token
             * @default
             */
            refresh_token: string;
            /**
             * Scope
             * @default
             */
            scope: string;
            /**
             * Client Id
             * @default
             */
            client_id: string;
            /**
             * Client Secret
             * @default
             */
            client_secret: string;
        };
        /** TraceOut */
        TraceOut: {
            /** Intent */
            intent: string;
            /** Took Ms */
            took_ms: number;
            /** Stages */
            stages: components["schemas"]["StageOut"][];
        };
        /**
         * TransferOut
         * @description `seq`: of the record in the audit trail. `masked`: kind → places that were replaced.
         */
        TransferOut: {
            /** Seq */
            seq: number;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Actor */
            actor: string | null;
            /** Provider Id */
            provider_id: string;
            /** Model */
            model: string;
            region: components["schemas"]["Region"];
            /** Message Id */
            message_id: string | null;
            /** Fragments */
            fragments: string[];
            /** Fragment Count */
            fragment_count: number;
            /** Classes */
            classes: components["schemas"]["DataClass"][];
            /** Masked */
            masked: {
                [key: string]: number;
            };
            /** Characters */
            characters: number | null;
            /** Tokens */
            tokens: number | null;
            /** Request Id */
            request_id: string | null;
        };
        /** TransferPage */
        TransferPage: {
            /** Items */
            items: components["schemas"]["TransferOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /**
         * TransferTotalOut
         * @description `people`: how many different people asked.
         */
        TransferTotalOut: {
            /** Provider Id */
            provider_id: string;
            region: components["schemas"]["Region"];
            /** Transfers */
            transfers: number;
            /** People */
            people: number;
            /** Fragments */
            fragments: number;
            /** Characters */
            characters: number;
            /** Tokens */
            tokens: number;
            /** Masked */
            masked: {
                [key: string]: number;
            };
        };
        /** TransferTotals */
        TransferTotals: {
            /** Items */
            items: components["schemas"]["TransferTotalOut"][];
        };
        /**
         * Trigger
         * @enum {string}
         */
        Trigger: "hand" | "nightly" | "change";
        /**
         * UploadsOut
         * @description The caller's own files on their way in.
         */
        UploadsOut: {
            /** Documents */
            documents: number;
            /** Bytes Left */
            bytes_left: number;
            /** Left S */
            left_s: number | null;
        };
        /**
         * UserChangeBody
         * @description An absent field stays as it is; of these only `department_id` may be null: no department.
         */
        UserChangeBody: {
            /**
             * Name
             * @default
             */
            name: string;
            /** @default user */
            role: components["schemas"]["Role"];
            /** Department Id */
            department_id?: string | null;
            /**
             * Group Ids
             * @default []
             */
            group_ids: string[];
            /**
             * Active
             * @default true
             */
            active: boolean;
            /**
             * Password
             * Format: password
             * @default
             */
            password: string;
        };
        /** UserOut */
        UserOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Email */
            email: string;
            /** Name */
            name: string;
            role: components["schemas"]["Role"];
            department: components["schemas"]["Named"] | null;
            /** Groups */
            groups: components["schemas"]["Named"][];
            /** Active */
            active: boolean;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
        };
        /** UserPage */
        UserPage: {
            /** Items */
            items: components["schemas"]["UserOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** ValidationError */
        ValidationError: {
            /** Location */
            loc: (string | number)[];
            /** Message */
            msg: string;
            /** Error Type */
            type: string;
            /** Input */
            input?: unknown;
            /** Context */
            ctx?: Record<string, never>;
        };
        /**
         * Verdict
         * @enum {string}
         */
        Verdict: "confirmed" | "denied";
        /**
         * VerdictBody
         * @description `newer`: whether the other document of the path is the newer of the two.
         */
        VerdictBody: {
            kind: components["schemas"]["RelationKind"];
            /** Newer */
            newer: boolean;
            verdict: components["schemas"]["Verdict"] | null;
        };
        /**
         * VerdictOut
         * @description Shares 0…1; `low`: lower bound of the 95% interval of the difference of right answers.
         */
        VerdictOut: {
            /** State */
            state: string;
            /** Reasons */
            reasons: string[];
            /** Compared */
            compared: number;
            /** Right Before */
            right_before: number | null;
            /** Right After */
            right_after: number | null;
            /** Low */
            low: number | null;
            /** Won */
            won: number;
            /** Lost */
            lost: number;
            /** Leaks */
            leaks: number;
            /** Run */
            run: string | null;
            /** Against */
            against: string | null;
        };
        /** VersionOut */
        VersionOut: {
            /** Number */
            number: number;
            /** File Name */
            file_name: string;
            /** Size Bytes */
            size_bytes: number;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Sha256 */
            sha256: string;
        };
        /** WholeConversationOut */
        WholeConversationOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Title */
            title: string;
            /** Messages */
            messages: components["schemas"]["MessageOut"][];
        };
        /**
         * WrittenOut
         * @description A language model's part in an answer; `fell_back`: the documents' own words stand instead.
         */
        WrittenOut: {
            /** Provider */
            provider: string;
            /** Model */
            model: string;
            /** Prompt */
            prompt: string;
            /** Cut */
            cut: boolean;
            /** Fell Back */
            fell_back: boolean;
            /** Unsupported */
            unsupported: string[];
            /** Dropped */
            dropped: number;
            /** Cleaned */
            cleaned: number;
            /** Withheld */
            withheld: number;
            /** Masked */
            masked: number;
            /** Cost Rub */
            cost_rub: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    alive_healthz_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: string;
                    };
                };
            };
        };
    };
    ready_readyz_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    metrics_metrics_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    models_v1_models_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    complete_v1_chat_completions_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompletionIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    token_api_v1_auth_token_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["TokenForm"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenAnswer"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    refresh_api_v1_auth_refresh_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: {
                znatok_refresh?: string | null;
            };
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenAnswer"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    logout_api_v1_auth_logout_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: {
                znatok_refresh?: string | null;
            };
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    change_password_api_v1_auth_password_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    me_api_v1_auth_me_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
        };
    };
    departments_api_v1_departments_get: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NamedPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    groups_api_v1_groups_get: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NamedPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    users_api_v1_admin_users_get: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    create_user_api_v1_admin_users_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUserBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedUser"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    user_api_v1_admin_users__user_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    remove_user_api_v1_admin_users__user_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    change_user_api_v1_admin_users__user_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserChangeBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    departments_api_v1_admin_departments_get: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NamedPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    create_department_api_v1_admin_departments_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NameBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Named"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    remove_department_api_v1_admin_departments__department_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                department_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    rename_department_api_v1_admin_departments__department_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                department_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NameBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Named"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    groups_api_v1_admin_groups_get: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NamedPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    create_group_api_v1_admin_groups_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NameBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Named"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    remove_group_api_v1_admin_groups__group_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                group_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    rename_group_api_v1_admin_groups__group_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                group_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NameBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Named"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    records_api_v1_admin_audit_get: {
        parameters: {
            query?: {
                action?: string | null;
                actor?: string | null;
                decision?: components["schemas"]["Decision"] | null;
                from?: string | null;
                to?: string | null;
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_transfers_api_v1_privacy_egress_get: {
        parameters: {
            query?: {
                provider_id?: string | null;
                actor?: string | null;
                from?: string | null;
                to?: string | null;
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    total_transfers_api_v1_privacy_egress_totals_get: {
        parameters: {
            query?: {
                provider_id?: string | null;
                actor?: string | null;
                from?: string | null;
                to?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferTotals"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_documents_api_v1_documents_get: {
        parameters: {
            query?: {
                q?: string | null;
                status?: components["schemas"]["Status"] | null;
                department?: string | null;
                kind?: string | null;
                updated_from?: string | null;
                updated_to?: string | null;
                type?: components["schemas"]["DocumentType"][] | null;
                dated_from?: string | null;
                dated_to?: string | null;
                /** @description Only what is in force today */
                in_force?: boolean;
                sort?: string;
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    upload_documents_api_v1_documents_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    files: string[];
                    /** @description JSON of the access object; absent: only the owner */
                    access?: string;
                    /** Format: uuid */
                    department_id?: string;
                    allow_duplicates?: boolean;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    add_version_api_v1_documents__document_id__versions_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                document_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcceptedDocument"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    retry_document_api_v1_documents__document_id__retry_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                document_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: string;
                    };
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    cancel_document_api_v1_documents__document_id__cancel_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                document_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CancelledOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    generations_api_v1_index_generations_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GenerationList"];
                };
            };
        };
    };
    start_api_v1_index_generations_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GenerationIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GenerationOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    roll_back_api_v1_index_generations_rollback_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GenerationOut"];
                };
            };
        };
    };
    generation_api_v1_index_generations__generation_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                generation_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GenerationOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    remove_api_v1_index_generations__generation_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                generation_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    switch_api_v1_index_generations__generation_id__switch_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                generation_id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SwitchIn"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GenerationOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    compare_api_v1_index_generations__generation_id__comparison_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                generation_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GenerationOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    folders_api_v1_folders_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FolderList"];
                };
            };
        };
    };
    add_api_v1_folders_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFolderBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FolderOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    folder_api_v1_folders__folder_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                folder_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FolderOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    change_api_v1_folders__folder_id__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                folder_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FolderBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FolderOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    remove_api_v1_folders__folder_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                folder_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    scan_api_v1_folders__folder_id__scan_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                folder_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ScanBody"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FolderOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    cancel_api_v1_folders__folder_id__cancel_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                folder_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FolderOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    watch_progress_api_v1_documents_progress_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events with data of these shapes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["ProgressEvents"];
                };
            };
        };
    };
    get_progress_api_v1_documents__document_id__progress_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                document_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProgressOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    watch_documents_api_v1_documents_events_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": unknown;
                };
            };
        };
    };
    get_document_api_v1_documents__document_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                document_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentWithVersions"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    delete_document_api_v1_documents__document_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                document_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    change_document_api_v1_documents__document_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                document_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DocumentChangeBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentOut"] | null;
                };
            };
            /** @description Changed; not for you to read */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_content_api_v1_documents__document_id__content_get: {
        parameters: {
            query?: {
                version?: number | null;
            };
            header?: never;
            path: {
                document_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContentOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_file_api_v1_documents__document_id__file_get: {
        parameters: {
            query?: {
                version?: number | null;
            };
            header?: never;
            path: {
                document_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_fragments_api_v1_documents__document_id__fragments_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path: {
                document_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FragmentPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_related_api_v1_documents__document_id__related_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                document_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RelatedPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    compare_related_api_v1_documents__document_id__related__other_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                document_id: string;
                other_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DifferenceOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    judge_relation_api_v1_documents__document_id__related__other_id__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                document_id: string;
                other_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerdictBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    compare_versions_api_v1_documents__document_id__versions__number__changes_get: {
        parameters: {
            query: {
                /** @description The version compared with */
                since: number;
            };
            header?: never;
            path: {
                document_id: string;
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DifferenceOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    ask_api_v1_chat_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChatIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnswerOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    resume_api_v1_chat__message_id__stream_get: {
        parameters: {
            query?: never;
            header?: {
                "last-event-id"?: string | null;
            };
            path: {
                message_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatEventOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    cancel_api_v1_chat__message_id__cancel_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                message_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    rate_api_v1_chat__message_id__feedback_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                message_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FeedbackIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    conversations_api_v1_conversations_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationsOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    conversation_api_v1_conversations__conversation_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WholeConversationOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    delete_api_v1_conversations__conversation_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    rename_api_v1_conversations__conversation_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RenameIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    ticket_api_v1_chat_ticket_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketOut"];
                };
            };
        };
    };
    search_api_v1_search_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SearchIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HitsOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    analytics_api_v1_analytics_get: {
        parameters: {
            query?: {
                from?: string | null;
                to?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OverviewOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_entries_api_v1_dictionary_get: {
        parameters: {
            query?: {
                q?: string | null;
                kind?: components["schemas"]["Kind"] | null;
                origin?: components["schemas"]["Origin"] | null;
                state?: components["schemas"]["State"] | null;
                department?: string | null;
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DictionaryPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    add_entry_api_v1_dictionary_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DictionaryEntryBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DictionaryEntryOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    export_entries_api_v1_dictionary_export_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    import_entries_api_v1_dictionary_import_post: {
        parameters: {
            query?: {
                despite_clashes?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["Body_import_entries_api_v1_dictionary_import_post"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DictionaryImportOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    delete_entry_api_v1_dictionary__entry_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entry_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    change_entry_api_v1_dictionary__entry_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entry_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DictionaryChangeBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DictionaryEntryOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    questions_api_v1_quality_questions_get: {
        parameters: {
            query?: {
                status?: components["schemas"]["QuestionStatus"] | null;
                origin?: components["schemas"]["QuestionOrigin"] | null;
                q?: string | null;
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuestionPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    write_api_v1_quality_questions_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuestionOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    export_api_v1_quality_questions_export_get: {
        parameters: {
            query?: {
                format?: components["schemas"]["FileFormat"];
                status?: components["schemas"]["QuestionStatus"] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    import_file_api_v1_quality_questions_import_post: {
        parameters: {
            query?: {
                format?: components["schemas"]["FileFormat"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportedOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    propose_api_v1_quality_questions_proposals_post: {
        parameters: {
            query?: {
                documents?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProposedOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    question_api_v1_quality_questions__question_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                question_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuestionOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    remove_api_v1_quality_questions__question_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                question_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    change_api_v1_quality_questions__question_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                question_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuestionOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    runs_api_v1_quality_runs_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    start_api_v1_quality_runs_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunOut"];
                };
            };
        };
    };
    run_api_v1_quality_runs__run_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    cancel_api_v1_quality_runs__run_id__cancel_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    pin_api_v1_quality_runs__run_id__baseline_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    results_api_v1_quality_runs__run_id__results_get: {
        parameters: {
            query?: {
                wrong?: boolean;
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResultPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    summary_api_v1_quality_runs__run_id__summary_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SummaryOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    comparison_api_v1_quality_runs__run_id__comparison_get: {
        parameters: {
            query: {
                with: string;
            };
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunComparisonOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    gate_api_v1_quality_gate_get: {
        parameters: {
            query?: {
                candidate?: string | null;
                against?: string | null;
                max_drop?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GateOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    calibration_api_v1_quality_calibration_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalibrationOut"];
                };
            };
        };
    };
    recalibrate_api_v1_quality_calibration_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalibrationRunOut"];
                };
            };
        };
    };
    model_kinds_api_v1_models_kinds_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelKindList"];
                };
            };
        };
    };
    model_providers_api_v1_models_providers_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelProviderList"];
                };
            };
        };
    };
    add_model_provider_api_v1_models_providers_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ModelProviderBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelProviderOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    test_model_provider_api_v1_models_providers_test_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ModelTestBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelTestOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    change_model_provider_api_v1_models_providers__provider_id__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                provider_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ModelProviderChangeBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelProviderOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    remove_model_provider_api_v1_models_providers__provider_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                provider_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    model_order_api_v1_models_order_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelOrderList"];
                };
            };
        };
    };
    set_model_order_api_v1_models_order_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ModelOrderBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    model_costs_api_v1_models_costs_get: {
        parameters: {
            query?: {
                by?: components["schemas"]["CostsBy"];
                since?: string | null;
                until?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelCostList"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    model_budgets_api_v1_models_budgets_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelBudgetList"];
                };
            };
        };
    };
    set_model_budget_api_v1_models_budgets_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ModelBudgetBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    remove_model_budget_api_v1_models_budgets__payer__delete: {
        parameters: {
            query?: {
                subject?: string | null;
            };
            header?: never;
            path: {
                payer: components["schemas"]["Payer"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    system_api_v1_admin_system_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemOut"];
                };
            };
        };
    };
    meta_api_v1_meta_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MetaOut"];
                };
            };
        };
    };
    suggestions_api_v1_suggestions_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuggestionsOut"];
                };
            };
        };
    };
}
