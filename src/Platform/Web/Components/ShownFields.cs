using Microsoft.AspNetCore.Http;

namespace OneStop.Platform.Web.Components;

/// <summary>The fields of the page in their order, so that the error summary lists the errors as the page does; ModelState sorts by name.</summary>
internal sealed class ShownFields
{
    private readonly List<string> names = [];

    internal static ShownFields Of(HttpContext context)
    {
        if (context.Items[typeof(ShownFields)] is not ShownFields shown)
        {
            context.Items[typeof(ShownFields)] = shown = new ShownFields();
        }

        return shown;
    }

    internal void Add(string name) => names.Add(name);

    /// <summary>Where the field stands and how the page writes its name; ModelState does not tell Email from email.</summary>
    internal (int Place, string Name) Find(string key)
    {
        var place = names.FindIndex(shown => string.Equals(shown, key, StringComparison.OrdinalIgnoreCase));
        return place < 0 ? (int.MaxValue, key) : (place, names[place]);
    }
}
