using System.Collections.Frozen;

namespace OneStop.Accounts.Passwords;

/// <summary>The passwords people choose most, in lower case: what was found in leaks, as zxcvbn 4.4.2 lists it (© Dan Wheeler and Dropbox, MIT).</summary>
internal static class CommonPasswords
{
    private static readonly Lazy<FrozenSet<string>> All = new(Read);

    public static bool Contains(string lowerCase) => All.Value.Contains(lowerCase);

    private static FrozenSet<string> Read()
    {
        using var reader = new StreamReader(typeof(CommonPasswords).Assembly.GetManifestResourceStream("common-passwords.txt")!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
    }
}
