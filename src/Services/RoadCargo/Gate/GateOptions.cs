using Microsoft.Extensions.Configuration;

namespace OneStop.RoadCargo.Gate;

/// <summary>What <c>onestop control-point</c> is told.</summary>
/// <param name="Centre">The government's address.</param>
/// <param name="Point">The control point's code.</param>
/// <param name="Email">The account with the post ced:control-point under which it speaks to the centre.</param>
/// <param name="Key">Opens this program's screen and interface to the machines of the lanes.</param>
/// <param name="Every">How often the centre is asked.</param>
internal sealed record GateOptions(Uri Centre, string Point, string Email, string Password, string Key, string Directory, TimeSpan Every)
{
    internal const int ShortestKey = 12;

    internal static GateOptions Read(IConfiguration configuration) => new(
        new Uri(configuration["centre"]!), configuration["point"]!.ToUpperInvariant(), configuration["email"]!, configuration["password"]!, configuration["key"]!,
        Path.GetFullPath(configuration["data"] ?? "data"), TimeSpan.FromMilliseconds(configuration.GetValue("every", 1000)));

    /// <summary>What is missing or wrong, for the operator; nothing where all is well.</summary>
    internal static IEnumerable<string> Problems(IConfiguration configuration)
    {
        if (!Uri.TryCreate(configuration["centre"], UriKind.Absolute, out var centre) || centre.Scheme is not ("http" or "https"))
        {
            yield return "--centre URL is the address of the government: https://…";
        }

        foreach (var name in (string[])["point", "email", "password"])
        {
            if (string.IsNullOrWhiteSpace(configuration[name]))
            {
                yield return $"--{name} is missing{(name == "password" ? " (or set ONESTOP_CONTROL_POINT_PASSWORD)" : "")}.";
            }
        }

        if (!(configuration["key"]?.Length >= ShortestKey))
        {
            yield return $"--key (or ONESTOP_CONTROL_POINT_KEY) is a secret of at least {ShortestKey} characters that the machines of the lanes show.";
        }
    }
}
