using System.Collections.Immutable;
using System.Text.RegularExpressions;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Cleanup;

/// <summary>
/// What a run has written to the target so far: the records that it made, and the writes whose outcome nobody knows. A ledger that
/// is read again makes the same history.
/// </summary>
internal sealed class WriteHistory
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Resource, string Identity, Credential Silo), OwnRecord> _own = [];
    private readonly Dictionary<long, WriteIntent> _open = [];
    private readonly HashSet<(string Resource, string Parent, Credential Silo)> _places = [];
    private long _number;

    /// <summary>Raised before a write is sent. Where a listener throws, it is not sent.</summary>
    public event Action<WriteIntent>? Begun;

    /// <summary>Raised with the number of a write, what came of it, and the identity that the answer names.</summary>
    public event Action<long, WriteOutcome, string?>? Ended;

    /// <summary>How many writes were sent.</summary>
    public long Writes
    {
        get
        {
            lock (_lock)
                return _number;
        }
    }

    /// <summary>The records that the run made, in the order of their making.</summary>
    public ImmutableArray<OwnRecord> Own
    {
        get
        {
            lock (_lock)
                return [.. _own.Values.OrderBy(record => record.Number)];
        }
    }

    /// <summary>Creates that got no answer, or none that names a record.</summary>
    public ImmutableArray<WriteIntent> Lost
    {
        get
        {
            lock (_lock)
                return [.. _open.Values.Where(intent => intent.Kind is OperationKind.Create).OrderBy(intent => intent.Number)];
        }
    }

    /// <summary>Where nested records were made, or may have been.</summary>
    public ImmutableArray<(string Resource, string Parent, Credential Silo)> Places
    {
        get
        {
            lock (_lock)
                return [.. _places];
        }
    }

    /// <summary>Resources and silos that something was written to.</summary>
    public ImmutableHashSet<Credential> Silos { get; private set; } = [];

    /// <summary>Notes a write that is about to be sent. Cleaning up goes on without a ledger, too.</summary>
    /// <exception cref="IOException">The ledger cannot be written.</exception>
    public WriteIntent Begin(Write write, Request request, string path, string tag)
    {
        var mark = request.Body is { } body && Regex.Match(body, $"{tag}(-\\d+)?") is { Success: true } found ? found.Value : null;
        var intent = new WriteIntent(Next(), request.Method, path, write.Kind, write.Resource, write.Identity, write.Parent, mark, SiloOf(request.Who));
        try
        {
            Begun?.Invoke(intent);
        }
        catch (IOException) when (request.Cleans)
        {
            // A record that is deleted without a note of it is only looked at once more.
        }
        Note(intent);
        return intent;
    }

    /// <summary>Notes what came.</summary>
    public void End(WriteIntent intent, WriteOutcome arrival, string? identity = null)
    {
        try
        {
            Ended?.Invoke(intent.Number, arrival, identity);
        }
        catch (IOException)
        {
            // The next write is not sent then.
        }
        Note(intent.Number, arrival, identity);
    }

    // Under the lock, as every other change of it: two writes with one number would be one write to whoever reads the ledger.
    private long Next()
    {
        lock (_lock)
            return ++_number;
    }

    /// <summary>Takes a write as a ledger has it.</summary>
    public void Note(WriteIntent intent)
    {
        lock (_lock)
        {
            _number = Math.Max(_number, intent.Number);
            _open[intent.Number] = intent;
            Silos = Silos.Add(intent.Silo);
            if (intent is { Kind: OperationKind.Create, Resource: { } resource, Parent: { } parent })
                _places.Add((resource, parent, intent.Silo));
        }
    }

    /// <summary>Takes an outcome as a ledger has it.</summary>
    public void Note(long number, WriteOutcome arrival, string? identity)
    {
        lock (_lock)
        {
            if (!_open.TryGetValue(number, out var intent))
                return;
            if (arrival == WriteOutcome.Made && identity is not null && intent.Resource is { } resource)
                _own[(resource, identity, intent.Silo)] = new OwnRecord(resource, identity, intent.Parent, intent.Silo, number) { Holds = intent.Mark is not null };
            else if (arrival == WriteOutcome.Done)
                Change(intent);
            // What nobody knows the outcome of stays open.
            if (arrival is not (WriteOutcome.Nothing or WriteOutcome.Unnamed))
                _open.Remove(number);
        }
    }

    /// <summary>The silo that a credential writes to. A credential that should open nothing claims the one of the key with all rights.</summary>
    public static Credential SiloOf(Credential who) => who is Credential.Other or Credential.Empty ? who : Credential.Full;

    private void Change(WriteIntent intent)
    {
        if (intent is not { Resource: { } resource, Identity: { } identity } || !_own.TryGetValue((resource, identity, intent.Silo), out var own))
            return;
        own.Deleted = intent.Kind == OperationKind.Delete;
        // An update may take the text with the tag away.
        own.Holds &= intent.Kind == OperationKind.Delete || intent.Mark is not null;
    }
}

/// <summary>A write before it is sent.</summary>
/// <param name="Number">In the order of sending, from 1.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Without query.</param>
/// <param name="Kind">As in <see cref="Write"/>.</param>
/// <param name="Resource">As in <see cref="Write"/>.</param>
/// <param name="Identity">As in <see cref="Write"/>.</param>
/// <param name="Parent">As in <see cref="Write"/>.</param>
/// <param name="Mark">The run's tag as the body holds it first, with the number behind it; null where the body holds none.</param>
/// <param name="Silo">Whose key opens it.</param>
internal sealed record WriteIntent(
    long Number, string Method, string Path, OperationKind? Kind, string? Resource, string? Identity, string? Parent, string? Mark, Credential Silo);

/// <summary>What came of a write.</summary>
internal enum WriteOutcome
{
    /// <summary>A record was made, and the answer names it.</summary>
    Made,

    /// <summary>A record was made, and the answer does not name it.</summary>
    Unnamed,

    /// <summary>Success of an update or a delete.</summary>
    Done,

    Refused,

    /// <summary>An error of the server; whatever it made after all is found by its tag.</summary>
    Failed,

    /// <summary>No answer.</summary>
    Nothing,
}

/// <summary>A record that the run made.</summary>
internal sealed class OwnRecord(string resource, string identity, string? parent, Credential silo, long number)
{
    public string Resource { get; } = resource;

    public string Identity { get; } = identity;

    public string? Parent { get; } = parent;

    public Credential Silo { get; } = silo;

    /// <summary>Of the write that made it; long.MaxValue where that is not known.</summary>
    public long Number { get; } = number;

    /// <summary>Whether everything that the run has sent of it held the tag, so that it must hold it, too.</summary>
    public bool Holds { get; set; }

    /// <summary>Whether the last thing that the run did with it was a delete that succeeded.</summary>
    public bool Deleted { get; set; }
}
