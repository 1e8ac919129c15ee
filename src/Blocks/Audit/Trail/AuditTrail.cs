using System.Text.Json;
using OneStop.Audit.Contracts;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;

namespace OneStop.Audit.Trail;

internal sealed class AuditTrail(Writes writes, ProcessContext process, TimeProvider time) : IAudit
{
    public Task RecordAsync(AuditLine line, CancellationToken ct = default) => writes.RunAsync(write =>
    {
        write.Get<AuditDb>().Lines.Add(new StoredLine
        {
            Id = Ids.New(),
            // A finer instant would come back changed and break the line's hash.
            At = time.GetStoredNow(),
            ActorKind = process.Actor.Kind,
            ActorId = process.Actor.Id,
            ActorName = process.Actor.Name,
            Action = line.Action,
            Subject = line.Subject,
            PersonId = line.PersonId,
            Purpose = line.Purpose,
            Facts = line.Facts is { Count: > 0 } facts ? JsonSerializer.Serialize(facts.OrderBy(fact => fact.Key, StringComparer.Ordinal).ToDictionary(), JsonSerializerOptions.Web) : null,
            Trace = process.Trace,
        });
        return Task.CompletedTask;
    }, ct);
}
