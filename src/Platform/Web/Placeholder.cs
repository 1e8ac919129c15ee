namespace OneStop.Platform.Web;
internal static class Placeholder;
