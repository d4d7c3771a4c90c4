using Microsoft.Extensions.Primitives;
using PlanisoContract.Mock.Host;
using PlanisoContract.Mock.Stubs.Files;
using PlanisoContract.Mock.Stubs.Responses.Proxying;
using PlanisoContract.Mock.Stubs.Templating;
using PlanisoContract.Mock.Stubs.Templating.Running;

namespace PlanisoContract.Mock.Stubs.Responses;

/// <summary>What the contract answers to a request; the mock's own 404 where no API has its path.</summary>
internal delegate ValueTask<Simulation.SimulatedResponse?> ContractAnswer(StubRequest request);

/// <summary>What was sent, for the journal.</summary>
/// <param name="Status">HTTP status; with a fault, that which the stub names.</param>
/// <param name="Headers">As sent.</param>
/// <param name="Body">As sent.</param>
/// <param name="Fault">The fault in place of an answer, or null.</param>
internal sealed record SentResponse(
    int Status, IReadOnlyList<KeyValuePair<string, StringValues>> Headers, ReadOnlyMemory<byte> Body, string? Fault = null)
{
    /// <summary>What the stub answers, its templates carried out; null for an answer that is no stub's.</summary>
    public ResponseDefinition? Definition { get; init; }

    /// <summary>How long the answer was held back.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>What the stub's author should know: templates that failed, paths that met nothing.</summary>
    public IReadOnlyList<Note> Notes { get; init; } = [];
}

/// <summary>What a stub's author should know about an answer; the journal shows it.</summary>
/// <param name="Type">WARNING or ERROR, as WireMock names what happens beside an answer.</param>
/// <param name="Message">What happened.</param>
internal sealed record Note(string Type, string Message);

/// <summary>Answers in place of the contract, as a stub says.</summary>
internal sealed class Responder : IDisposable
{
    private readonly Waiting _waiting;
    private readonly Proxy _proxy;
    private readonly Rendering _rendering;
    private readonly Preparing _preparing;

    /// <exception cref="StartException">A proxy target is none.</exception>
    public Responder(MockOptions options, BodyFiles? files)
    {
        _waiting = new Waiting(options.Clock, new Dice(options.Start.Seed));
        _proxy = new Proxy(ProxyTargets.Parse(options.Stubs.ProxyTargets), options.Clock);
        _rendering = new Rendering(new Templates(TemplateSettings.Of(options)), options.Stubs.GlobalTemplating, files);
        _preparing = new Preparing(_proxy, files);
    }

    /// <summary>Delays of all answers.</summary>
    public DelaySettings Delays
    {
        get => _waiting.Settings;
        set => _waiting.Settings = value;
    }

    /// <summary>Tells what this mock cannot answer of a stub.</summary>
    public void Check(StubMapping stub, JsonPlace place)
    {
        if (stub.Response.Proxy.BaseUrl is { } url && !(_rendering.Renders(stub.Response) && url.Contains("{{", StringComparison.Ordinal))
            && _proxy.Targets.Refusal(url) is { } reason)
        {
            place.Problems.Add($"{place.Pointer}/response/proxyBaseUrl", reason);
        }
    }

    /// <summary>Holds an answer back that no stub gives.</summary>
    public Task HoldAsync(CancellationToken gone) => _waiting.HoldAsync(_waiting.Settings.Fixed, _waiting.Settings.Distribution, gone);

    /// <summary>Answers a request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="request">The request as stubs see it.</param>
    /// <param name="stub">The stub that took it.</param>
    /// <param name="contract">Asks the contract.</param>
    /// <param name="sending">Is told what will be sent, before it is held back and sent: nobody who has the answer finds it missing in the journal.</param>
    public async Task<SentResponse> AnswerAsync(
        HttpContext context, StubRequest request, StubMapping stub, ContractAnswer contract, Action<SentResponse> sending)
    {
        var gone = context.RequestAborted;
        var (definition, failure) = await _rendering.RenderAsync(request, stub, gone);
        var answer = failure ?? await _preparing.PrepareAsync(definition, request, stub, contract, gone);
        var fault = failure is null && definition.Proxy.BaseUrl is null ? definition.Fault : null;
        var sent = new SentResponse(answer.Status, answer.Headers, fault is null ? answer.Body : default,
            fault is null ? null : DefinitionReader.Faults.First(known => known.Fault == fault).Word)
        {
            Definition = definition,
            Notes = answer.Notes,
        };
        try
        {
            sending(sent);
            sent = sent with { Delay = await _waiting.HoldAsync(definition, gone) };
            sending(sent);
            if (fault is { } broken)
                await Faults.ApplyAsync(broken, context);
            else
                await new Sending(context, _waiting).SendAsync(answer, definition.Dribble);
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            // The client left; that it asked is in the journal all the same.
        }
        return sent;
    }

    public void Dispose() => _proxy.Dispose();
}
