using System.Text.Json;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Bulletins.Desk;

/// <summary>A bulletin's words in one language.</summary>
internal sealed record ShownBulletin(object Content, Lang Lang, bool IsConverted)
{
    internal static ShownBulletin Of(Bulletin bulletin, Lang lang) => new(bulletin.Kind switch
    {
        BulletinKind.LocalForecast => Read<LocalForecast>(bulletin),
        BulletinKind.NineDayForecast => Read<NineDayForecast>(bulletin),
        _ => Read<SpecialTips>(bulletin),
    }, lang, bulletin.IsConverted);

    private static T Read<T>(Bulletin bulletin)
        where T : class => JsonSerializer.Deserialize<T>(bulletin.Content, DataFile.Json)!;
}
