using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace OneStop.Platform.Data;

/// <summary>A column of a mapped table, with its value of a row as the engine stores it.</summary>
internal sealed class BulkColumn(IProperty property)
{
    private readonly Func<object?, object?>? toStored = property.GetTypeMapping().Converter?.ConvertToProvider;
    private readonly IClrPropertyGetter getter = property.GetGetter();
    private readonly Type stored = property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType;

    public string Name { get; } = property.GetColumnName();

    public string StoreType { get; } = property.GetColumnType();

    public object? ValueOf(object row)
    {
        var value = getter.GetClrValue(row);
        return toStored is null ? value : toStored(value);
    }

    /// <summary>The column of all rows.</summary>
    public Array Array<TRow>(IReadOnlyList<TRow> rows)
        where TRow : class
    {
        var type = stored.IsValueType && property.IsNullable ? typeof(Nullable<>).MakeGenericType(Nullable.GetUnderlyingType(stored) ?? stored) : stored;
        var values = System.Array.CreateInstance(type, rows.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            values.SetValue(ValueOf(rows[i]), i);
        }

        return values;
    }
}
