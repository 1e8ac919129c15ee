using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Accounts.Contracts;
using OneStop.Cases.Contracts;
using OneStop.Payments.Contracts;
using OneStop.Platform.Identifiers;
using OneStop.Usage.Contracts;

namespace OneStop.Filings.Tests;

/// <summary>Who lives here and what was counted, without signing everybody up; and a till and a desk that a test steers by hand, where a clock stands still.</summary>
internal static class Neighbours
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<TestPeople>().AddSingleton<IPeople>(scope => scope.GetRequiredService<TestPeople>());
        services.AddSingleton<TestUsage>().AddSingleton<IUsage>(scope => scope.GetRequiredService<TestUsage>());
    }

    public static void AddSteered(IServiceCollection services)
    {
        services.AddSingleton<TestPayments.Till>().AddScoped<IPayments, TestPayments>();
        services.AddSingleton<TestCases.Desk>().AddScoped<ICases, TestCases>();
    }
}

internal sealed class TestPeople : IPeople
{
    private readonly ConcurrentDictionary<Guid, Person> people = new();

    public Person Add(Person person) => people[person.Id] = person;

    public Task<Person?> FindAsync(Guid id, CancellationToken ct = default) => Task.FromResult(people.GetValueOrDefault(id));

    public Task<Person?> FindByEmailAsync(string email, CancellationToken ct = default) =>
        Task.FromResult(people.Values.FirstOrDefault(person => string.Equals(person.Email, email, StringComparison.OrdinalIgnoreCase)));

    public Task<IReadOnlyDictionary<Guid, Person>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct = default) =>
        Task.FromResult<IReadOnlyDictionary<Guid, Person>>(people.Where(person => ids.Contains(person.Key)).ToDictionary());
}

internal sealed class TestUsage : IUsage
{
    private readonly ConcurrentQueue<(string, UsageStep, UsageChannel)> counted = new();

    public int Of(UsageStep step) => counted.Count(count => count.Item2 == step);

    public void Count(string service, UsageStep step, UsageChannel channel) => counted.Enqueue((service, step, channel));
}

internal sealed class TestPayments(TestPayments.Till till) : IPayments
{
    public Task<Payment> RequestAsync(PaymentRequest request, CancellationToken ct = default)
    {
        var id = till.ByPayable.GetOrAdd(request.PayableId, _ => Ids.New());
        return Task.FromResult(till.Payments.GetOrAdd(id, _ => new Payment(id, $"PY-{id}", request.Purpose, request.PayableId, PaymentState.Created, request.Lines, 0, null, $"/pay/{id}")));
    }

    public Task<Payment?> FindAsync(Guid id, CancellationToken ct = default) => Task.FromResult(till.Payments.GetValueOrDefault(id));

    public Task CancelAsync(Guid id, CancellationToken ct = default)
    {
        till.Change(id, payment => payment with { State = PaymentState.Cancelled });
        return Task.CompletedTask;
    }

    public Task RefundAsync(Guid id, long cents, string reason, string idempotencyKey, CancellationToken ct = default)
    {
        if (till.Refunds.TryAdd(idempotencyKey, cents))
        {
            till.Change(id, payment => payment with { RefundedCents = payment.RefundedCents + cents });
        }

        return Task.CompletedTask;
    }

    internal sealed class Till
    {
        public ConcurrentDictionary<Guid, Payment> Payments { get; } = new();

        public ConcurrentDictionary<Guid, Guid> ByPayable { get; } = new();

        public ConcurrentDictionary<string, long> Refunds { get; } = new();

        public void Change(Guid id, Func<Payment, Payment> change) => Payments[id] = change(Payments[id]);
    }
}

internal sealed class TestCases(TestCases.Desk desk) : ICases
{
    public Task<Guid> OpenAsync(OpenCase open, CancellationToken ct = default)
    {
        desk.Open[open.SubjectId] = open;
        return Task.FromResult(open.SubjectId);
    }

    public Task CloseAsync(string subjectKind, Guid subjectId, string reason, CancellationToken ct = default)
    {
        desk.Open.TryRemove(subjectId, out _);
        return Task.CompletedTask;
    }

    internal sealed class Desk
    {
        public ConcurrentDictionary<Guid, OpenCase> Open { get; } = new();
    }
}
