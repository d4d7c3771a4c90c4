using PlanisoContract.Mock.Stubs.Responses;

namespace PlanisoContract.Mock.Stubs.Serving;

/// <summary>A request and how it was answered. It stands in the journal before its answer is out, so that whoever has the answer finds it.</summary>
/// <param name="request">The request.</param>
/// <param name="stub">The stub that took it, or null: the contract answered, the mock itself, or nobody.</param>
internal sealed class ServeEvent(StubRequest request, StubMapping? stub)
{
    /// <summary>Texts up to this length are what each entry has; longer ones count like a body.</summary>
    private const int Ordinary = 2048;

    private bool _isOver;

    public StubRequest Request => request;

    public StubMapping? Stub => stub;

    /// <summary>Which request of the journal it is, from 0.</summary>
    public long Number { get; set; }

    /// <summary>The contract's answer, or null where it gave none.</summary>
    public ContractReply? Contract { get; set; }

    /// <summary>What the stub answered, or the mock where nobody did; null before it is known.</summary>
    public SentResponse? Sent { get; set; }

    /// <summary>Whether neither stub nor contract nor page had an answer: the mock told the nearest stubs.</summary>
    public bool IsLost { get; set; }

    /// <summary>From the request's arrival to the end of the answer; nothing before that.</summary>
    public TimeSpan Took { get; private set; }

    /// <summary>Whether the answer is out. Nothing changes any more.</summary>
    public bool IsOver => Volatile.Read(ref _isOver);

    /// <summary>How much memory it takes beyond what each entry takes.</summary>
    public long Size { get; set; } = request.Body.Length + Texts(request);

    /// <summary>The answer is out.</summary>
    public void End(TimeSpan took)
    {
        Took = took;
        Volatile.Write(ref _isOver, true);
    }

    // Two bytes for each letter.
    private static int Texts(StubRequest request) =>
        2 * (request.Url.Length + request.Headers.Length) is > Ordinary and var length ? length : 0;
}

/// <summary>A contract's answer without its body, which the contract gives again.</summary>
/// <param name="Api">Of the contract.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="ContentType">Of the body.</param>
/// <param name="Headers">The others.</param>
internal sealed record ContractReply(string Api, int Status, string? ContentType, IReadOnlyList<KeyValuePair<string, string>> Headers);
