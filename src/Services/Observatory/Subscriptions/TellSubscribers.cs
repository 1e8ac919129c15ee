using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneStop.Accounts.Contracts;
using OneStop.Notifications.Contracts;
using OneStop.Observatory.Contracts;
using OneStop.Observatory.Warnings;
using OneStop.Platform.Data;
using OneStop.Platform.Events;
using OneStop.Platform.Secrets;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Subscriptions;

/// <summary>The subscribers after one of them are to be told of a warning's step.</summary>
internal sealed record SubscribersToTell(Guid StepId, Guid After) : IEvent
{
    public static string Name => "observatory.subscribers-to-tell.v1";

    public string Key => StepId.ToString();
}

/// <summary>A step that is news: issued, extended, changed to another signal, cancelled. What only stays in force wakes nobody.</summary>
internal sealed class HearWarningReleased(Writes writes) : IEventHandler<WarningReleased>
{
    public Task HandleAsync(WarningReleased happened, CancellationToken ct) => Enum.Parse<WarningAction>(happened.Action, ignoreCase: true) == WarningAction.Reissue
        ? Task.CompletedTask
        : writes.RunAsync(
            write =>
            {
                write.Publish(new SubscribersToTell(happened.StepId, Guid.Empty));
                return Task.CompletedTask;
            },
            ct);
}

/// <summary>
/// Tells some hundred subscribers in one write that also asks for the next: however many there are and wherever it is interrupted,
/// each is told once. Subscriptions of people who have no account any more go.
/// </summary>
internal sealed class TellSubscribers(ObservatoryDb db, IPeople people, FieldCipher cipher, Writes writes) : IEventHandler<SubscribersToTell>
{
    internal const int Slice = 200;

    public async Task HandleAsync(SubscribersToTell happened, CancellationToken ct)
    {
        var step = await db.Warnings.AsNoTracking().SingleAsync(step => step.Id == happened.StepId, ct);
        var ids = await db.Subscriptions.AsNoTracking()
            .Where(subscription => (subscription.Kind == step.Kind || subscription.Kind == WarningSubscription.Every) && subscription.PersonId > happened.After)
            .Select(subscription => subscription.PersonId).Distinct().OrderBy(person => person).Take(Slice).ToListAsync(ct);
        var found = await people.FindAsync(ids, ct);
        await writes.RunAsync(async write =>
        {
            var notifications = write.Get<INotifications>();
            foreach (var person in ids.Where(found.ContainsKey))
            {
                await notifications.SendAsync(Tell(step, found[person]), ct);
            }

            var gone = ids.Where(person => !found.ContainsKey(person)).ToList();
            await write.Get<ObservatoryDb>().Subscriptions.Where(subscription => gone.Contains(subscription.PersonId)).ExecuteDeleteAsync(ct);
            if (ids.Count == Slice)
            {
                write.Publish(new SubscribersToTell(step.Id, ids[^1]));
            }
        }, ct);
    }

    private Message Tell(WarningStep step, Person person)
    {
        var contents = JsonSerializer.Deserialize<List<LocalizedText>>(step.Contents, DataFile.Json)!;
        return new Message(
            person.Recipient, $"observatory.told.{step.Action.ToString().ToLowerInvariant()}",
            [WarningKinds.Find(step.Kind)!.Signal(step.Code).Name, step.IssuedAt, new LocalizedText(All(Lang.English), All(Lang.Traditional), All(Lang.Simplified))],
            $"/weather/warnings/{step.Kind}", $"weather-warning/{step.Id}", Lane.Public, WarningSubscription.StopPath(cipher, person.Id));

        string All(Lang lang) => string.Join("\n\n", contents.Select(paragraph => paragraph.In(lang)).Where(paragraph => paragraph.Length > 0));
    }
}
