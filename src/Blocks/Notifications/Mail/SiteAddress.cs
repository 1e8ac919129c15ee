using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Notifications.Mail;

/// <summary>The whole address of a page, for those who read it outside the site: <c>PublicUrl</c>, or where the program listens.</summary>
internal sealed class SiteAddress(IConfiguration configuration, IServer server)
{
    public string Of(string path, Lang lang) => Root + SitePages.Address(path, lang);

    private string Root => (configuration["PublicUrl"] is { Length: > 0 } url ? url : Listening).TrimEnd('/');

    private string Listening =>
        (server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost")
        .Replace("0.0.0.0", "localhost", StringComparison.Ordinal)
        .Replace("[::]", "localhost", StringComparison.Ordinal);
}
