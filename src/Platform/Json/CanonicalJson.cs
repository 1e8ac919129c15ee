using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OneStop.Platform.Json;

/// <summary>The JSON Canonicalization Scheme (RFC 8785): one content has one text, and so one hash, in every program and language.</summary>
public static class CanonicalJson
{
    private const int PlainDigits = 15;
    private static readonly SearchValues<char> Escaped = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(code => (char)code), '"', '\\']);

    public static string Write(JsonNode? node)
    {
        var text = new StringBuilder(1024);
        // Read as elements: a node that is asked for its members makes a dictionary of them, which costs more than all the rest.
        Write(text, JsonSerializer.SerializeToElement(node));
        return text.ToString();
    }

    /// <summary>SHA-256 of the canonical form's UTF-8, in lower-case hexadecimal.</summary>
    public static string Hash(JsonNode node) => Hash(Write(node));

    /// <summary>The same of a text that is canonical already.</summary>
    public static string Hash(string canonical) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));

    private static void Write(StringBuilder text, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteMembers(text, element);
                break;
            case JsonValueKind.Array:
                WriteItems(text, element);
                break;
            case JsonValueKind.String:
                Write(text, element.GetString()!);
                break;
            case JsonValueKind.Number:
                text.Append(Number(element.GetRawText()));
                break;
            default:
                text.Append(element.GetRawText());
                break;
        }
    }

    // Section 3.2.3: members in the order of their names' UTF-16 code units.
    private static void WriteMembers(StringBuilder text, JsonElement members)
    {
        var sorted = new (string Name, JsonElement Value)[members.GetPropertyCount()];
        var count = 0;
        foreach (var member in members.EnumerateObject())
        {
            sorted[count++] = (member.Name, member.Value);
        }

        Array.Sort(sorted, static (one, other) => string.CompareOrdinal(one.Name, other.Name));
        text.Append('{');
        for (var i = 0; i < sorted.Length; i++)
        {
            Write(i == 0 ? text : text.Append(','), sorted[i].Name);
            Write(text.Append(':'), sorted[i].Value);
        }

        text.Append('}');
    }

    private static void WriteItems(StringBuilder text, JsonElement items)
    {
        text.Append('[');
        var first = true;
        foreach (var item in items.EnumerateArray())
        {
            Write(first ? text : text.Append(','), item);
            first = false;
        }

        text.Append(']');
    }

    // Section 3.2.2.2: only what must be escaped is.
    private static void Write(StringBuilder text, string value)
    {
        if (!value.AsSpan().ContainsAny(Escaped))
        {
            text.Append('"').Append(value).Append('"');
            return;
        }

        text.Append('"');
        foreach (var symbol in value)
        {
            _ = symbol switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)symbol:x4}"),
                _ => text.Append(symbol),
            };
        }

        text.Append('"');
    }

    private static string Number(string json) =>
        json.Length <= PlainDigits && json[0] is > '0' and <= '9' && json.All(char.IsAsciiDigit)
            ? json
            : double.Parse(json, CultureInfo.InvariantCulture) is var value && double.IsFinite(value) ? Number(value) : json;

    // Section 3.2.2.3: as ECMAScript writes an IEEE 754 double, which knows exponents only below 1e-6 and from 1e21.
    internal static string Number(double value)
    {
        if (value == 0)
        {
            return "0";
        }

        var shortest = double.Abs(value).ToString("R", CultureInfo.InvariantCulture).Split('E');
        var parts = shortest[0].Split('.');
        var all = string.Concat(parts);
        var digits = all.TrimStart('0');
        var power = shortest.Length > 1 ? int.Parse(shortest[1], CultureInfo.InvariantCulture) : 0;
        var point = parts[0].Length - (all.Length - digits.Length) + power;
        digits = digits.TrimEnd('0');
        var plain = point switch
        {
            > 21 or < -5 => $"{digits[0]}{(digits.Length > 1 ? "." + digits[1..] : "")}e{(point < 1 ? "-" : "+")}{int.Abs(point - 1)}",
            <= 0 => "0." + new string('0', -point) + digits,
            _ when digits.Length <= point => digits + new string('0', point - digits.Length),
            _ => digits[..point] + "." + digits[point..],
        };
        return value < 0 ? "-" + plain : plain;
    }
}
