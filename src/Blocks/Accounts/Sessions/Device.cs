namespace OneStop.Accounts.Sessions;

/// <summary>Two words for a device, so that its owner recognises it and nobody else does.</summary>
internal static class Device
{
    private static readonly (string Sign, string Name)[] Browsers = [("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari")];
    private static readonly (string Sign, string Name)[] Systems = [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"), ("Linux", "Linux")];

    public static string Describe(string? userAgent) =>
        string.Join(", ", new[] { Find(Browsers, userAgent), Find(Systems, userAgent) }.OfType<string>());

    private static string? Find((string Sign, string Name)[] known, string? userAgent) =>
        known.FirstOrDefault(one => userAgent?.Contains(one.Sign, StringComparison.Ordinal) == true).Name;
}
