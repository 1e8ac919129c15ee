namespace OneStop.Observatory.Bulletins;

/// <summary>Each kind's name in addresses and texts: <c>nine-day-forecast</c>.</summary>
internal static class BulletinKinds
{
    internal static readonly IReadOnlyList<BulletinKind> All = Enum.GetValues<BulletinKind>();

    internal static string Slug(this BulletinKind kind) => kind switch
    {
        BulletinKind.LocalForecast => "local-forecast",
        BulletinKind.NineDayForecast => "nine-day-forecast",
        _ => "special-tips",
    };

    internal static BulletinKind? Find(string slug) => All.Cast<BulletinKind?>().FirstOrDefault(kind => kind!.Value.Slug() == slug);

    /// <summary>When the next of a kind is usually due after this one.</summary>
    internal static TimeSpan UsualInterval(this BulletinKind kind) => kind == BulletinKind.LocalForecast ? TimeSpan.FromHours(1) : TimeSpan.FromHours(12);
}
