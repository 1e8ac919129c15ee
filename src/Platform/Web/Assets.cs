using Microsoft.AspNetCore.Builder;

namespace OneStop.Platform.Web;

internal static class AssetFiles
{
    internal static void UseAssets(this WebApplication app)
    {
    }
}
