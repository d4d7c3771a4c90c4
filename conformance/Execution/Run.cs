using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Net.Http;
using System.Security.Cryptography;
using PlanisoContract.Conformance.Checks;
using PlanisoContract.Conformance.Cleanup;
using PlanisoContract.Conformance.Observation.Universal;
using PlanisoContract.Fixtures;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Execution;

/// <summary>One run against one target: what all of its checks share. Cheap to make, so a test can make hundreds.</summary>
#pragma warning disable CA1001 // A source of cancellation without a timer holds nothing that would have to be disposed of.
internal sealed class Run
#pragma warning restore CA1001
{
    // RFC 4648 without the digits: part of every text that a run stores, and easy to see there.
    private const string Letters = "abcdefghijklmnopqrstuvwxyz234567";

    private readonly Curl _curl;
    private readonly CancellationTokenSource _stopping = new();
    private readonly WriteTracker _writes;
    private readonly KeyCheck _keys;
    private long _ordinal;

    private Run(Contract contract, TargetOptions options, TimeProvider clock, HttpMessageInvoker client, RunOptions asked, string? tag, WriteHistory? history)
    {
        Asked = asked;
        Declared = contract;
        Options = options;
        Clock = clock;
        Tag = tag ?? "pc" + RandomNumberGenerator.GetString(Letters, 8);
        Fixture = new Fixture(RandomNumberGenerator.GetInt32(int.MaxValue), clock.GetUtcNow().Year);
        Dialect = Dialects.Dialect.Of(contract);
        Redaction = new Redaction(options.Keys, options.Headers);
        Watch = new UniversalRuleWatch(contract);
        Serve([]);
        var wrongKey = $"wrong-{Tag}-{RandomNumberGenerator.GetString(Letters, 12)}";
        _curl = new Curl(Dialect, Redaction, wrongKey, options.Headers);
        Transport = new Transport(options, Dialect, Redaction, wrongKey, clock, client, ListScan.CostOf(contract));
        References = new References(this);
        AcceptedInputs = new AcceptedInputs(this);
        Scopes = new Scopes(this);
        Made = new MadeRecords(contract);
        Updates = new UpdateInputs(this);
        Forms = new InputForms(this);
        Lists = new ListFiller(this);
        WriteHistory = history ?? new WriteHistory();
        _writes = new WriteTracker(this);
        _keys = new KeyCheck(this);
        LowercasedFields = [.. contract.Rules.Where(rule => rule.Behavior == Behaviors.TextRoundTrip && rule.Tolerates("lowercased")).Select(rule => rule.Place.Field!)];
    }

    /// <summary>A run. Without a client of its own it shares the process's connections.</summary>
    public static Run Create(
        Contract contract, TargetOptions options, TimeProvider clock, HttpMessageInvoker? client = null, RunOptions? asked = null) =>
        new(contract, options, clock, client ?? Transport.ClientOf(options), asked ?? RunOptions.Default, null, null);

    /// <summary>A run that cleans up after another one, by its tag and what it has written.</summary>
    public static Run Continue(Contract contract, TargetOptions options, TimeProvider clock, string tag, WriteHistory history) =>
        new(contract, options, clock, Transport.ClientOf(options), RunOptions.Default, tag, history);

    /// <summary>Raised with everything that happens, from many threads at once.</summary>
    public event Action<RunEvent>? Happened;

    /// <summary>The contract as the target serves it: without the operations that it was found not to have.</summary>
    public Contract Contract { get; private set; }

    /// <summary>The whole contract.</summary>
    public Contract Declared { get; }

    /// <summary>What rules about the whole API are judged by, where that is not all of the contract; else null.</summary>
    public Contract? About { get; private set; }

    /// <summary>What the target was found not to serve.</summary>
    public NotServedParts NotServedParts { get; private set; }

    public TargetOptions Options { get; }

    public RunOptions Asked { get; }

    public TimeProvider Clock { get; }

    /// <summary>Recognizable and unique to the run; the texts that it stores hold it.</summary>
    public string Tag { get; }

    public Fixture Fixture { get; }

    public IDialect Dialect { get; }

    public Redaction Redaction { get; }

    public Transport Transport { get; }

    public UniversalRuleWatch Watch { get; }

    public References References { get; }

    /// <summary>Texts that may come back in small letters.</summary>
    public ImmutableHashSet<Field> LowercasedFields { get; }

    public AcceptedInputs AcceptedInputs { get; }

    public Scopes Scopes { get; }

    public MadeRecords Made { get; }

    public UpdateInputs Updates { get; }

    public InputForms Forms { get; }

    public ListFiller Lists { get; }

    /// <summary>What the run has written to the target.</summary>
    public WriteHistory WriteHistory { get; }

    /// <summary>What gave no answer, although the target was there.</summary>
    public Unanswered Unanswered { get; } = new();

    /// <summary>Why the run was told to end early, or null. Nothing but cleanup is sent from then on.</summary>
    public string? Stopped { get; private set; }

    /// <summary>Ends the run early: rules that are not judged yet stay open.</summary>
    /// <param name="reason">A sentence for people.</param>
    public void Stop(string reason)
    {
        Stopped ??= reason;
        _stopping.Cancel();
    }

    /// <summary>Takes note of what the target does not serve: nothing is sent there any more, and what came from there is held against nobody.</summary>
    [MemberNotNull(nameof(Contract), nameof(NotServedParts))]
    public void Serve(ImmutableArray<NotServedPart> absent)
    {
        NotServedParts = new NotServedParts(Declared, absent);
        Contract = absent.IsEmpty ? Declared : Declared.Offering(operation => !NotServedParts.Contain(operation));
        About = Asked.Resources.IsEmpty ? null : Contract.Offering(operation => Asked.Resources.Contains(operation.Resource));
        Watch.Forget(exchange => exchange.Operation is { } operation && NotServedParts.Contain(operation));
    }

    public void Raise(RunEvent happened) => Happened?.Invoke(happened);

    /// <summary>A number that no other value of the run is made with.</summary>
    public long NextOrdinal() => Interlocked.Increment(ref _ordinal);

    /// <summary>The line that sends an exchange's request again.</summary>
    public string Curl(Exchange exchange) => _curl.Of(exchange);

    /// <summary>Sends a request; every exchange of the run passes here, and is watched unless it cleans up.</summary>
    /// <exception cref="PreconditionException">It must not be sent.</exception>
    public async Task<Answer> Send(Request request)
    {
        if (Options.Mode == RunMode.ReadOnly && Writes(request) is { } what)
            throw new PreconditionException($"Read-only mode sends no {what}; --mode full would.") { LacksKey = true };
        if (Stopped is { } reason && !request.Cleans)
            throw new PreconditionException(reason);
        var exchange = await Exchange(request);
        var answer = Dialect.Read(exchange) with { Words = Dialect.Word };
        _writes.NotePages(answer);
        // No rule is judged by what cleans up, nor by what asks for paths that nobody serves.
        if (request is { Cleans: false, Explores: false })
            Watch.Observe(exchange);
        Raise(new RunEvent.ExchangeMade(request, answer));
        if (!request.Cleans)
            await _keys.Note(request, answer);
        return answer;
    }

    /// <summary>What a check of a rule needs to know of the target before it makes values: what a field may refer to, what a create takes.</summary>
    public Task Prepare(Rule rule) => Prepare(rule.Place.Resource?.Name ?? rule.Place.Operation?.Resource);

    /// <summary>What there is to know of the target before values of one resource are made, or of all.</summary>
    public async Task Prepare(string? name = null)
    {
        foreach (var resource in Contract.Resources.Where(resource => name is null || resource.Name == name))
        {
            foreach (var field in resource.Fields.Where(field => field is { Refers: not null, ReadOnly: false }))
                await References.To(Contract.Resource(field.Refers!.Resource));
            await AcceptedInputs.Learn(resource);
        }
    }

    private async Task<Exchange> Exchange(Request request)
    {
        try
        {
            return await _writes.Send(request, request.Cleans ? default : _stopping.Token);
        }
        catch (OperationCanceledException) when (Stopped is not null)
        {
            throw new PreconditionException(Stopped);
        }
        catch (Exception end) when (end is BudgetExhaustedException or IOException)
        {
            if (!request.Cleans)
                Stop(end.Message);
            throw new PreconditionException(end.Message);
        }
    }

    private string? Writes(Request request) =>
        request.Method is not ("GET" or "HEAD") ? request.Method : Write.Of(Declared, request) is { } write ? $"{write.Operation}" : null;
}
