namespace OneStop.Bench;

internal sealed record Options(string Program, string Work, string Postgres, string PgBench, int Count, long Rows)
{
    internal static Options Parse(string[] args)
    {
        string Value(string name, string otherwise) => Array.IndexOf(args, "--" + name) is >= 0 and var at ? args[at + 1] : otherwise;
        return new(
            Value("program", "onestop"), Value("work", Path.GetTempPath()), Value("postgres", ""), Value("pgbench", "pgbench"),
            int.Parse(Value("count", "1500000"), System.Globalization.CultureInfo.InvariantCulture), long.Parse(Value("rows", "10000000"), System.Globalization.CultureInfo.InvariantCulture));
    }
}
