using System.Xml;

namespace OneStop.Observatory;

internal static class XmlText
{
    /// <summary>Without the characters that no XML document may hold: a forecaster may have pasted one.</summary>
    internal static string Clean(string text) => text.All(XmlConvert.IsXmlChar) || !text.Any(character => !XmlConvert.IsXmlChar(character) && !char.IsSurrogate(character))
        ? text
        : string.Concat(text.Where(character => XmlConvert.IsXmlChar(character) || char.IsSurrogate(character)));
}
