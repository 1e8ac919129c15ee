using Microsoft.EntityFrameworkCore;
using OneStop.Accounts.Contracts;
using OneStop.Platform.Data;
using OneStop.Platform.Jobs;

namespace OneStop.Observatory.Subscriptions;

/// <summary>Nightly: what was kept for people who have no account any more goes, their choices and their subscriptions.</summary>
internal sealed class ForgetTheGone(ObservatoryDb db, IPeople people, Writes writes) : IScheduledJob
{
    private const int Slice = 500;

    public async Task RunAsync(CancellationToken ct)
    {
        var choices = db.Choices.AsNoTracking().Select(choices => choices.PersonId);
        var after = Guid.Empty;
        while (true)
        {
            var ids = await choices.Union(db.Subscriptions.AsNoTracking().Select(subscription => subscription.PersonId))
                .Where(person => person > after).OrderBy(person => person).Take(Slice).ToListAsync(ct);
            if (ids.Count == 0)
            {
                return;
            }

            var found = await people.FindAsync(ids, ct);
            var gone = ids.Where(person => !found.ContainsKey(person)).ToList();
            if (gone.Count > 0)
            {
                await writes.RunAsync(async write =>
                {
                    var inside = write.Get<ObservatoryDb>();
                    await inside.Choices.Where(choices => gone.Contains(choices.PersonId)).ExecuteDeleteAsync(ct);
                    await inside.Subscriptions.Where(subscription => gone.Contains(subscription.PersonId)).ExecuteDeleteAsync(ct);
                }, ct);
            }

            after = ids[^1];
        }
    }
}
