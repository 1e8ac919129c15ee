using OneStop.Audit.Contracts;

namespace OneStop.Cases.Handling;

internal static class CaseAudit
{
    /// <summary>A line for each party, so that everybody whose dealing it is can read who looked and who decided.</summary>
    internal static async Task RecordAsync(
        this IAudit audit, Case about, string action, CancellationToken ct, string? purpose = null, IReadOnlyDictionary<string, string>? facts = null)
    {
        foreach (var person in about.Parties.Select(party => (Guid?)party.PersonId).DefaultIfEmpty())
        {
            await audit.RecordAsync(new AuditLine(action, $"case/{about.Id}", person, purpose, facts), ct);
        }
    }
}
