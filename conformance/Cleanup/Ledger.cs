using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using PlanisoContract.Conformance.CommandLine;

namespace PlanisoContract.Conformance.Cleanup;

/// <summary>
/// The file in which a run notes each write before it is sent, and after it what came: JSON lines, the first of which says whose they
/// are. It holds no key, no body and no query.
/// </summary>
/// <remarks>
/// Each line goes to the operating system at once, so that it survives a crash of the suite. It is not forced onto the disk: that
/// would take milliseconds for each write, and a machine that loses its power loses a run anyway.
/// </remarks>
internal sealed class Ledger : IDisposable
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock _lock = new();
    private readonly FileStream _stream;
    private readonly ArrayBufferWriter<byte> _line = new();

    private Ledger(FileStream stream) => _stream = stream;

    /// <summary>Where it is.</summary>
    public string Path => _stream.Name;

    /// <summary>Starts the ledger of a run that may write, where its settings say; null for one that only reads.</summary>
    /// <exception cref="UsageException">It cannot be written there, or there is one that is still needed.</exception>
    public static Ledger? Of(Run run, Settings settings, DateTimeOffset started) => run.Options.Mode == RunMode.ReadOnly ? null
        : Start(
            settings.Ledger ?? new FileInfo(System.IO.Path.Combine(settings.Report?.FullName ?? ".", $"ledger-{run.Tag}.jsonl")),
            new LedgerHead(run.Tag, run.Contract.Api, run.Options.Base, started));

    /// <summary>Starts the ledger of a run.</summary>
    /// <exception cref="UsageException">It cannot be written there, or there is one that is still needed.</exception>
    public static Ledger Start(FileInfo file, LedgerHead head)
    {
        if (file.Exists && !LedgerReader.IsSpent(file))
        {
            throw new UsageException($"There is a file {file.FullName} already, and it is no ledger of a run that has cleaned up. "
                + $"Give another --ledger, or finish that run first: --cleanup {file.Name}.");
        }
        var ledger = Open(file, FileMode.Create);
        ledger.Line(writer =>
        {
            writer.WriteNumber(LedgerFields.Ledger, LedgerFields.Version);
            writer.WriteString(LedgerFields.Tag, head.Tag);
            writer.WriteString(LedgerFields.Api, head.Api);
            writer.WriteString(LedgerFields.Target, head.Target);
            writer.WriteString(LedgerFields.Time, head.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture));
        });
        return ledger;
    }

    /// <summary>Goes on with the ledger of an interrupted run.</summary>
    /// <exception cref="UsageException">It cannot be written.</exception>
    public static Ledger Continue(FileInfo file)
    {
        // The last line may be cut in half; what comes must not hang on to it.
        var ledger = Open(file, FileMode.Append);
        ledger._stream.Write("\n"u8);
        return ledger;
    }

    /// <summary>Notes what is written from now on.</summary>
    public void Listen(WriteHistory history)
    {
        history.Begun += Write;
        history.Ended += Write;
    }

    private void Write(WriteIntent intent)
    {
        try
        {
            Line(writer => Write(writer, intent));
        }
        catch (IOException wrong)
        {
            throw new IOException($"The ledger {Path} cannot be written any more ({wrong.Message.TrimEnd('.')}), and nothing is written to a target without it.", wrong);
        }
    }

    private static void Write(Utf8JsonWriter writer, WriteIntent intent)
    {
        writer.WriteNumber(LedgerFields.Number, intent.Number);
        writer.WriteString(LedgerFields.Does, LedgerFields.Of(intent.Kind));
        Optional(writer, LedgerFields.Resource, intent.Resource);
        Optional(writer, LedgerFields.Identity, intent.Identity);
        Optional(writer, LedgerFields.Parent, intent.Parent);
        Optional(writer, LedgerFields.Mark, intent.Mark);
        if (intent.Silo != Credential.Full)
            writer.WriteString(LedgerFields.Silo, LedgerFields.Of(intent.Silo));
        writer.WriteString(LedgerFields.Method, intent.Method);
        writer.WriteString(LedgerFields.Path, intent.Path);
    }

    private void Write(long number, WriteOutcome arrival, string? identity) => Line(writer =>
    {
        writer.WriteNumber(LedgerFields.Number, number);
        writer.WriteString(LedgerFields.Came, LedgerFields.Of(arrival));
        Optional(writer, LedgerFields.Identity, identity);
    });

    /// <summary>Notes how a cleanup ended.</summary>
    public void Write(CleanupResult result) => Line(writer =>
    {
        writer.WriteBoolean(LedgerFields.Finished, result.IsFinished);
        foreach (var state in Enum.GetValues<RecordState>())
            writer.WriteNumber(LedgerFields.Of(state), result.Count(state));
    });

    public void Dispose()
    {
        lock (_lock)
            _stream.Dispose();
    }

    private static Ledger Open(FileInfo file, FileMode mode)
    {
        try
        {
            // Without a buffer of its own: each write is one call of the operating system.
            return new Ledger(new FileStream(file.FullName, mode, FileAccess.Write, FileShare.Read, bufferSize: 0));
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new UsageException($"The ledger {file.FullName} cannot be written: {wrong.Message} Nothing is written to a target without one; give another --ledger.");
        }
    }

    private void Line(Action<Utf8JsonWriter> write)
    {
        lock (_lock)
        {
            _line.ResetWrittenCount();
            using (var writer = new Utf8JsonWriter(_line, Relaxed))
            {
                writer.WriteStartObject();
                write(writer);
                writer.WriteEndObject();
            }
            _line.Write("\n"u8);
            if (!_stream.CanWrite)
                throw new IOException("it is closed");
            _stream.Write(_line.WrittenSpan);
        }
    }

    private static void Optional(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }
}

/// <summary>Whose writes a ledger holds.</summary>
/// <param name="Tag">Of the run.</param>
/// <param name="Api">The contract's name.</param>
/// <param name="Target">Base URL, without user and password.</param>
/// <param name="Time">When the run began.</param>
internal sealed record LedgerHead(string Tag, string Api, string Target, DateTimeOffset Time);
