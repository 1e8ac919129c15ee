namespace OneStop.Bench;

/// <summary>What a submission of the bicycle permit writes, in the order and the shape the program sends it (log_statement = all).</summary>
internal static class Submission
{
    internal const string DraftColumns =
        "reference, service, form_version, state, state_since, filer_id, channel, content, sealed, content_hash, result, reasons, payment_id, paid_at, " +
        "created_at, changed_at, submitted_at, due_at, idempotency_key, idempotency_hash, version";

    private const string Mail =
        "i8W3k2hweeBGN7rPipRaUaJONajfIH9kkJzomeRhrxFy15exOGgTgbwd0DXr2i+aCqFPx0VHDubzIwq+2VjIjeNTW3Q9/qRo4xNIbUg5d0/lOqdTE8HVMVgePszrc2Mg3oj+TJpX5QOqau0lxdRqoioQXGdqVC4yL8I2bjQIEJmTyBDNzIgTuozZ3XFYXdtPPEPM8Lhkgqp9rZw+9S8EyHVYJvSEaqx0nhV4Bxr8GkzVQ8+X8S4InJA/i3M7+BU/0Ig2UqepzcYOSzBLCYk9Q+gX27dwOtsXea+wwfCATWMEP5Nsu5ZTj/ROBPzVdqCsQMYrtBVFWjq7gljkx77I";

    /// <param name="filing">The draft's id.</param>
    /// <param name="fresh">A new id, unlike the filing's.</param>
    /// <param name="number">Text that only this submission has.</param>
    /// <param name="now">The instant.</param>
    /// <param name="person">Whose it is.</param>
    internal static IReadOnlyList<string> Statements(string filing, string fresh, string number, string now, string person) =>
    [
        $"SELECT id, {DraftColumns} FROM filings_filings WHERE id = {filing} AND filer_id = {person} LIMIT 2",
        $"SELECT EXISTS (SELECT 1 FROM notifications_messages WHERE recipient_hash = 'A3447EAC282DACC288ED7A3CE0943B9FF8084ACEB5815DC5CC9313C62A61C5FD' AND once = 'filing/' || {number} || '/0/Submit')",
        $"UPDATE filings_filings SET changed_at = {now}, content_hash = '6d94e4f9d5746bef5f3f4506424f6fb14cb65ecc93f267fe8bb980c6480b0832', due_at = {now}, reference = 'BP-BENCH-' || {number}, state = 'Submitted', state_since = {now}, submitted_at = {now}, version = 1 WHERE id = {filing} AND version = 0",
        $"INSERT INTO filings_timeline (id, at, detail, filing_id, step) VALUES ({fresh}, {now}, NULL, {filing}, 'Submit')",
        $"INSERT INTO audit_lines (id, action, actor_id, actor_kind, actor_name, at, facts, hash, person_id, position, purpose, subject, trace) VALUES ({fresh}, 'filing.submitted', {person}, 'Person', '', {now}, '{{\"service\":\"bicycle-permit\"}}', NULL, {person}, NULL, NULL, 'filing/' || {number}, '9ebee55d495396f7b75164bb73fc6741')",
        $"INSERT INTO notifications_messages (id, archived_at, attempts, claim, content, created_at, lane, mail, next_at, once, person_id, read_at, recipient_hash) VALUES ({fresh}, NULL, 0, NULL, '{Mail}', {now}, 'Official', 'Waiting', {now}, 'filing/' || {number} || '/0/Submit', {person}, NULL, 'A3447EAC282DACC288ED7A3CE0943B9FF8084ACEB5815DC5CC9313C62A61C5FD')",
        $"INSERT INTO platform_deliveries (event_id, subscriber, attempts, claim, event_name, key, last_error, next_at, state) VALUES ({fresh}, 'OneStop.Filings.Life.DecideFiling', 0, NULL, 'filings.filing-submitted.v1', {number}, NULL, 9999999999999, 'Waiting')",
        $"INSERT INTO platform_events (id, happened_at, json, key, name) VALUES ({fresh}, {now}, '{{\"filingId\":\"01a21129-8585-7000-b2f3-3d7c6533e856\",\"service\":\"bicycle-permit\",\"reference\":\"BP-ED8R-D5BW-RVK\",\"key\":\"01a21129-8585-7000-b2f3-3d7c6533e856\"}}', {number}, 'filings.filing-submitted.v1')",
    ];
}
