using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace OneStop.Platform.Data;

/// <summary>A column of a mapped table, with its values as the engine stores them.</summary>
internal sealed class StoredColumn(IProperty property)
{
    private readonly Func<object?, object?>? toStored = property.GetTypeMapping().Converter?.ConvertToProvider;
    private readonly IClrPropertyGetter getter = property.GetGetter();

    public string Name { get; } = property.GetColumnName();

    public string StoreType { get; } = property.GetColumnType();

    /// <summary>Of an array of its values.</summary>
    public Type Element { get; } = ElementOf(property);

    public object? ValueOf(object row) => ToStored(getter.GetClrValue(row));

    public object? ToStored(object? value) => toStored is null ? value : toStored(value);

    /// <summary>One column of many rows, as <c>unnest</c> takes it.</summary>
    public static Array ArrayOf(Type element, int rows, Func<int, object?> valueOf)
    {
        var values = Array.CreateInstance(element, rows);
        for (var row = 0; row < rows; row++)
        {
            values.SetValue(valueOf(row), row);
        }

        return values;
    }

    private static Type ElementOf(IProperty property)
    {
        var stored = property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType;
        return property.IsNullable && stored.IsValueType && Nullable.GetUnderlyingType(stored) is null ? typeof(Nullable<>).MakeGenericType(stored) : stored;
    }
}
