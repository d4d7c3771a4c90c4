using WireMock.Admin.Requests;
using WireMock.Logging;

namespace PlanisoContract.Mock.WireMock;

/// <summary>Learns from WireMock.Net's log why a stub could not answer: the client is told that no stub matched.</summary>
internal sealed class StubErrors : IWireMockLogger
{
    private readonly AsyncLocal<Holder?> _current = new();

    /// <summary>What goes wrong in this request from now on is noted in the holder.</summary>
    public Holder Watch() => _current.Value = new Holder();

    public void Error(string formatString, Exception exception) => Note(exception.Message);

    public void Error(string formatString, params object[] args) => Note(args.OfType<Exception>().FirstOrDefault()?.Message ?? formatString);

    public void Debug(string formatString, params object[] args)
    {
    }

    public void Info(string formatString, params object[] args)
    {
    }

    public void Warn(string formatString, params object[] args)
    {
    }

    public void DebugRequestResponse(LogEntryModel logEntryModel, bool isAdminRequest)
    {
    }

    private void Note(string message)
    {
        if (_current.Value is { } holder)
            holder.Message ??= message;
    }

    /// <summary>The first thing that went wrong in a request, or null.</summary>
    internal sealed class Holder
    {
        public string? Message { get; set; }
    }
}
