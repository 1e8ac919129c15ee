using OneStop.Notifications.Contracts;
using OneStop.Platform.Texts;

namespace OneStop.Accounts.Contracts;

/// <summary>The people with accounts.</summary>
public interface IPeople
{
    Task<Person?> FindAsync(Guid id, CancellationToken ct = default);

    /// <summary>By confirmed e-mail address; null where nobody has confirmed it.</summary>
    Task<Person?> FindByEmailAsync(string email, CancellationToken ct = default);

    Task<IReadOnlyDictionary<Guid, Person>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct = default);
}

/// <param name="Name">As the person wrote it for themselves.</param>
/// <param name="Email">Confirmed.</param>
public sealed record Person(Guid Id, string Name, string Email, Lang Language)
{
    public Recipient Recipient => new(Id, Email, Language);
}
