using System.Globalization;
using OneStop.Observatory.Site;
using OneStop.Platform.Search;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Observatory.Bulletins;

/// <summary>Reads fields one by one, noting for each what is wrong with it; what it answers is only to be used where nothing is.</summary>
internal sealed class BulletinReader(BulletinFields fields, DateTimeOffset now)
{
    internal const int MostCharacters = 2000;

    private readonly bool converts = fields["convert"] is "yes" or "true" or "True";

    internal List<RuleProblem> Problems { get; } = [];

    internal bool IsConverted { get; private set; }

    internal DateTimeOffset Now => now;

    internal BulletinFields Fields => fields;

    internal bool Has(string path) => fields.Values.Keys.Any(key => key == path || key.StartsWith(path + "/", StringComparison.Ordinal));

    /// <summary>A text in three languages; simplified may be made from traditional where that was asked for.</summary>
    internal LocalizedText Text(string path)
    {
        var (english, traditional, simplified) = (fields[path + "/en"], fields[path + "/zhHant"], fields[path + "/zhHans"]);
        if (converts && traditional.Length > 0)
        {
            simplified = TraditionalHan.ToSimplified(traditional);
            IsConverted = true;
        }

        foreach (var (language, text) in (ReadOnlySpan<(string, string)>)[("en", english), ("zhHant", traditional), ("zhHans", simplified)])
        {
            // The simplified text of a missing traditional one would come by itself.
            if (text.Length == 0 && !(language == "zhHans" && converts))
            {
                Wrong($"{path}/{language}", "language-missing", $"observatory.desk.problem.{language.ToLowerInvariant()}-missing");
            }
            else if (text.Length > MostCharacters)
            {
                Wrong($"{path}/{language}", "text-too-long", "observatory.desk.problem.too-long", MostCharacters, text.Length - MostCharacters);
            }
        }

        return new LocalizedText(english, traditional, simplified);
    }

    /// <summary>All three languages or none.</summary>
    internal LocalizedText OptionalText(string path) =>
        fields[path + "/en"].Length + fields[path + "/zhHant"].Length + fields[path + "/zhHans"].Length == 0 ? new("", "", "") : Text(path);

    internal int Whole(string path, int least, int most)
    {
        if (!int.TryParse(Plain(path), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) || !(value >= least && value <= most))
        {
            Wrong(path, "number", "observatory.desk.problem.whole", least, most);
        }

        return value;
    }

    internal double Number(string path, int least, int most)
    {
        if (!double.TryParse(Plain(path), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || !(value >= least && value <= most))
        {
            Wrong(path, "number", "observatory.desk.problem.number", least, most);
        }

        return value;
    }

    internal int Icon(string path)
    {
        if (!int.TryParse(fields[path], NumberStyles.None, CultureInfo.InvariantCulture, out var icon) || !WeatherIcons.Numbers.Contains(icon))
        {
            Wrong(path, "icon", "observatory.desk.problem.icon");
        }

        return icon;
    }

    internal T Choice<T>(string path)
        where T : struct, Enum
    {
        if (!Enum.TryParse<T>(fields[path], ignoreCase: true, out var choice) || !Enum.IsDefined(choice) || char.IsAsciiDigit(fields[path][0]))
        {
            Wrong(path, "choice", "observatory.desk.problem.choice");
        }

        return choice;
    }

    internal DateOnly Day(string path)
    {
        if (!DateOnly.TryParseExact(fields[path], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            Wrong(path, "date", "observatory.desk.problem.date");
        }

        return day;
    }

    internal DateTimeOffset Moment(string path)
    {
        if (CivilTime.Parse(fields[path]) is not { } moment)
        {
            Wrong(path, "time", "observatory.desk.problem.time");
            return now;
        }

        return moment;
    }

    internal string Station(string path)
    {
        var code = fields[path];
        if (Stations.StationList.Find(code) is null)
        {
            Wrong(path, "station", "observatory.desk.problem.station");
        }

        return code;
    }

    internal void Wrong(string path, string code, string textKey, params object?[] args) => Problems.Add(new(path, $"bulletin.{code}", textKey) { Args = args });

    // A forecaster may type the minus sign of the keyboard or of the typesetter.
    private string Plain(string path) => fields[path].Replace('−', '-');
}
