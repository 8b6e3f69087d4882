-- Texts of logs and scorecards are packed from here on (src/store/packed.rs); those that are there stay as they are. What
-- lists and standing need of a scorecard stands beside it.
ALTER TABLE entry ALTER COLUMN action TYPE BYTEA USING convert_to(action, 'UTF8'),
    ALTER COLUMN events TYPE BYTEA USING convert_to(events, 'UTF8');
-- What is packed does not get smaller by packing it again.
ALTER TABLE entry ALTER COLUMN action SET STORAGE EXTERNAL, ALTER COLUMN events SET STORAGE EXTERNAL;

ALTER TABLE scorecard ADD COLUMN outcome TEXT, ADD COLUMN overall BIGINT, ADD COLUMN low BIGINT,
    ADD COLUMN empathy BIGINT, ADD COLUMN tools BIGINT, ADD COLUMN resolution BIGINT, ADD COLUMN passed BIGINT,
    ADD COLUMN critical BIGINT NOT NULL DEFAULT 0, -- how many, alleged ones too
    ADD COLUMN alleged BIGINT NOT NULL DEFAULT 0;

CREATE FUNCTION scorecard_read(json TEXT) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
    RETURN json::jsonb;
EXCEPTION WHEN others THEN
    RETURN '{}'::jsonb;
END $$;
ALTER TABLE scorecard DISABLE TRIGGER scorecard_is_never_changed;
UPDATE scorecard SET
    outcome = card->>'outcome', overall = (card->>'overall')::bigint, low = (card->>'low')::bigint,
    empathy = (card->'empathy'->>'score')::bigint, tools = (card->'tools'->>'score')::bigint,
    resolution = (card->'resolution'->>'score')::bigint, passed = (card->>'passed')::boolean::int,
    critical = coalesce(jsonb_array_length(card->'critical'), 0),
    alleged = (SELECT count(*) FROM jsonb_array_elements(coalesce(card->'critical', '[]'::jsonb)) AS error
        WHERE (error->>'alleged')::boolean)
FROM (SELECT attempt AS one, rubric AS by, scorecard_read(json) AS card FROM scorecard) AS read
WHERE attempt = one AND rubric = by;
ALTER TABLE scorecard ENABLE TRIGGER scorecard_is_never_changed;
DROP FUNCTION scorecard_read(TEXT);
ALTER TABLE scorecard ALTER COLUMN json TYPE BYTEA USING convert_to(json, 'UTF8');
ALTER TABLE scorecard ALTER COLUMN json SET STORAGE EXTERNAL;
