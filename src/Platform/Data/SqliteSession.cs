using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace OneStop.Platform.Data;

/// <summary>
/// A connection that stays open from unit to unit, with EF Core's functions registered once and every statement prepared once:
/// both cost more than most of the statements themselves.
/// </summary>
internal sealed class SqliteSession(string connectionString) : SqliteConnection(connectionString)
{
    private const int MostKept = 500;
    private readonly Dictionary<string, SqliteCommand> prepared = new(StringComparer.Ordinal);

    internal static SqliteSession Start(string connectionString)
    {
        var session = new SqliteSession(connectionString);
        session.Open();
        using var functions = new Functions(session);
        functions.Database.GetDbConnection();
        return session;
    }

    /// <summary>The prepared statement, for one user at a time; give it back.</summary>
    internal SqliteCommand Take(string text, SqliteTransaction? transaction)
    {
        if (!prepared.Remove(text, out var command))
        {
            command = new SqliteCommand(text, this);
        }

        command.Transaction = transaction;
        return command;
    }

    internal void GiveBack(SqliteCommand command)
    {
        command.Transaction = null;
        if (State != ConnectionState.Open || prepared.Count >= MostKept || !prepared.TryAdd(command.CommandText, command))
        {
            command.Dispose();
        }
    }

    /// <summary>A statement without parameters or result, within the transaction under way.</summary>
    internal void Run(string text, SqliteTransaction transaction)
    {
        var command = Take(text, transaction);
        command.ExecuteNonQuery();
        GiveBack(command);
    }

    protected override DbCommand CreateDbCommand() => new Command(this);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var command in prepared.Values)
            {
                command.Dispose();
            }

            prepared.Clear();
        }

        base.Dispose(disposing);
    }

    /// <summary>EF Core registers its functions on a connection that it is given at the start.</summary>
    private sealed class Functions(SqliteConnection connection) : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite(connection);
    }

    /// <summary>Looks like a command of its own, and runs the session's prepared one.</summary>
    private sealed class Command(SqliteSession session) : DbCommand
    {
        private readonly SqliteCommand parameters = new();
        private SqliteCommand? running;

        [System.Diagnostics.CodeAnalysis.AllowNull]
        public override string CommandText
        {
            get => field;
            set => (field, running) = (value ?? "", Back());
        } = "";

        public override int CommandTimeout { get; set; } = session.DefaultTimeout;

        public override CommandType CommandType
        {
            get => CommandType.Text;
            set => parameters.CommandType = value;
        }

        public override UpdateRowSource UpdatedRowSource { get; set; }

        public override bool DesignTimeVisible { get; set; }

        protected override DbConnection? DbConnection
        {
            get => session;
            set
            {
                if (!ReferenceEquals(value, session))
                {
                    throw new NotSupportedException("A command stays with its session.");
                }
            }
        }

        protected override DbParameterCollection DbParameterCollection => parameters.Parameters;

        protected override DbTransaction? DbTransaction { get; set; }

        public override void Cancel()
        {
        }

        public override void Prepare()
        {
        }

        public override int ExecuteNonQuery() => Run().ExecuteNonQuery();

        public override object? ExecuteScalar() => Run().ExecuteScalar();

        protected override DbParameter CreateDbParameter() => new SqliteParameter();

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Run().ExecuteReader(behavior);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                running = Back();
            }

            base.Dispose(disposing);
        }

        private SqliteCommand Run()
        {
            running ??= session.Take(CommandText, null);
            running.Transaction = (SqliteTransaction?)DbTransaction;
            running.CommandTimeout = CommandTimeout;
            running.Parameters.Clear();
            foreach (SqliteParameter parameter in parameters.Parameters)
            {
                running.Parameters.Add(parameter);
            }

            return running;
        }

        private SqliteCommand? Back()
        {
            if (running is not null)
            {
                running.Parameters.Clear();
                session.GiveBack(running);
            }

            return null;
        }
    }
}
