using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using OneStop.Observatory.Warnings;
using OneStop.Platform.Secrets;

namespace OneStop.Observatory.Subscriptions;

/// <summary>A person who wants to be told when a warning of one kind, or of any, is issued, changes or ends. All warnings are for all of Hong Kong, so there are no areas to choose.</summary>
internal sealed class WarningSubscription
{
    /// <summary>Stands for every kind, those to come as well.</summary>
    internal const string Every = "every";

    private const string Name = "N";
    private const int IdLength = 32;
    private const int HashLength = 32;

    /// <summary>A key of warnings.json, or <see cref="Every"/>.</summary>
    public required string Kind { get; init; }

    public required Guid PersonId { get; init; }

    public required DateTimeOffset SubscribedAt { get; init; }

    internal static bool IsKind(string kind) => kind == Every || WarningKinds.Find(kind) is not null;

    internal static void Map(ModelBuilder model) => model.Entity<WarningSubscription>(e =>
    {
        e.ToTable("Subscriptions").HasKey(subscription => new { subscription.Kind, subscription.PersonId });
        e.HasIndex(subscription => subscription.PersonId);
    });

    /// <summary>Where a person stops being told, without signing in: who holds the address may do no more than that.</summary>
    internal static string StopPath(FieldCipher cipher, Guid person) => $"/weather/subscription/stop/{Token(cipher, person)}";

    internal static Guid? PersonOf(FieldCipher cipher, string token) =>
        token.Length == IdLength + HashLength && Guid.TryParseExact(token[..IdLength], Name, out var person)
            && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(token), Encoding.ASCII.GetBytes(Token(cipher, person))) ? person : null;

    private static string Token(FieldCipher cipher, Guid person) =>
        person.ToString(Name, CultureInfo.InvariantCulture) + cipher.KeyedHash($"weather-subscription:{person}")[..HashLength].ToLowerInvariant();
}
