using Microsoft.Playwright;

namespace OneStop.Browser.Tests;

/// <summary>Fields by their names, whatever control they are.</summary>
internal static class Typing
{
    extension(IPage page)
    {
        /// <param name="fields"><c>name=value</c></param>
        public async Task TypeAsync(IEnumerable<string> fields)
        {
            foreach (var (name, value) in fields.Select(Split))
            {
                var field = page.Locator($"main [name='{name}']");
                switch (await KindAsync(field))
                {
                    case "radio" or "checkbox" when value.Length == 0:
                        await field.EvaluateAllAsync<object?>("boxes => boxes.forEach(box => box.checked = false)");
                        break;
                    case "radio" or "checkbox":
                        await page.CheckAsync($"main [name='{name}'][value='{value}']");
                        break;
                    case "select-one":
                        await field.SelectOptionAsync(value);
                        break;
                    default:
                        await field.FillAsync(value);
                        break;
                }
            }
        }

        /// <summary>The fields that do not hold any more what was typed.</summary>
        public async Task<IReadOnlyList<string>> LostOfAsync(IEnumerable<string> fields)
        {
            var lost = new List<string>();
            foreach (var field in fields)
            {
                var (name, value) = Split(field);
                var kept = await page.EvalOnSelectorAllAsync<string[]>($"main [name='{name}']", "all => all.filter(one => !['radio', 'checkbox'].includes(one.type) || one.checked).map(one => one.value)");
                if (!kept.Contains(value) && value.Length > 0)
                {
                    lost.Add($"{field}: {string.Join(", ", kept)}");
                }
            }

            return lost;
        }
    }

    private static Task<string> KindAsync(ILocator field) => field.First.EvaluateAsync<string>("one => one.type");

    private static (string Name, string Value) Split(string field) => (field[..field.IndexOf('=', StringComparison.Ordinal)], field[(field.IndexOf('=', StringComparison.Ordinal) + 1)..]);
}
