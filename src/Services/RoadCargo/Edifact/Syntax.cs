using System.Globalization;
using System.Text;

namespace OneStop.RoadCargo.Edifact;

/// <summary>A level of ISO 9735's character sets, as the first segment names it.</summary>
internal sealed record SyntaxLevel(string Identifier, Encoding Encoding, Func<char, bool> Allows)
{
    private const string LevelA = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,-()/='+:?!\"%&*;<>";

    internal static readonly IReadOnlyList<SyntaxLevel> All =
    [
        new("UNOA", Encoding.Latin1, symbol => LevelA.Contains(symbol, StringComparison.Ordinal)),
        new("UNOB", Encoding.Latin1, symbol => LevelA.Contains(char.ToUpperInvariant(symbol), StringComparison.Ordinal)),
        new("UNOC", Encoding.Latin1, symbol => symbol is (>= ' ' and <= '~') or (>= '\u00A0' and <= '\u00FF')),
        new("UNOW", new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), symbol => !char.IsControl(symbol)),
    ];

    internal static SyntaxLevel? Find(string identifier) => All.FirstOrDefault(level => level.Identifier == identifier);
}

/// <summary>The service characters of an interchange: its own (UNA), or those of ISO 9735.</summary>
internal sealed record ServiceCharacters(char Component, char Element, char Decimal, char Release, char Terminator)
{
    internal static readonly ServiceCharacters Default = new(':', '+', '.', '?', '\'');
}

/// <summary>One segment. Elements and components are counted from 1, as CONTRL counts them; the tag is element 0.</summary>
/// <param name="Line">Where it begins in the text, from 1.</param>
internal sealed record Segment(string Tag, int Line, IReadOnlyList<string[]> Elements)
{
    internal string At(int element, int component = 1) =>
        element <= Elements.Count && component <= Elements[element - 1].Length ? Elements[element - 1][component - 1] : "";

    /// <summary>The components that say something, joined.</summary>
    internal string Joined(int element, string between) =>
        element <= Elements.Count ? string.Join(between, Elements[element - 1].Where(component => component.Length > 0)) : "";
}

/// <summary>A code of data element 0085, with where: as CONTRL names it.</summary>
/// <param name="Segment">Position in the message, UNH being 1; null for the message or interchange as a whole.</param>
/// <param name="Element">Null for the segment as a whole.</param>
internal sealed record SyntaxFault(int Code, int? Segment = null, int? Element = null, int? Component = null)
{
    internal const int UnsupportedSyntax = 2;
    internal const int Missing = 13;
    internal const int InvalidValue = 12;
    internal const int UnsupportedValue = 14;
    internal const int UnsupportedPosition = 15;
    internal const int Unspecified = 18;
    internal const int InvalidCharacters = 21;
    internal const int Duplicate = 26;
    internal const int ReferencesDiffer = 28;
    internal const int WrongCount = 29;
    internal const int TooMany = 35;
    internal const int TooLong = 39;
}

/// <summary>It is no interchange that could be answered by CONTRL: nobody's name and number can be read.</summary>
internal sealed class NoInterchangeException(string what, int line, int column) : Exception(string.Create(CultureInfo.InvariantCulture, $"{what} ({line}:{column})"))
{
    internal string What { get; } = what;

    internal int Line { get; } = line;

    internal int Column { get; } = column;
}
