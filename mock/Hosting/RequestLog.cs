using System.Text;
using System.Threading.Channels;
using PlanisoContract.Mock.Journal;

namespace PlanisoContract.Mock.Hosting;

/// <summary>
/// A line for each request, written by a task of its own. When more come than a person could read it counts them instead:
/// no answer waits for a terminal.
/// </summary>
internal sealed class RequestLog : IAsyncDisposable
{
    private const int LinesInWindow = 100;
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(100);

    private readonly Channel<LogLine> _lines = Channel.CreateBounded<LogLine>(
        new BoundedChannelOptions(2 * LinesInWindow) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite });

    private readonly CancellationTokenSource _end = new();
    private readonly TextWriter _writer;
    private readonly ILogFormat _format;
    private readonly KeyRedaction _redaction;
    private readonly TimeProvider _clock;
    private readonly Task _writing;
    private int _inWindow;

    public RequestLog(TextWriter writer, MockOptions options, KeyRedaction redaction)
    {
        _writer = writer;
        _format = options.LogsJson ? new JsonLogFormat(redaction) : new TextLogFormat(redaction, options.Colors);
        _redaction = redaction;
        _clock = options.Clock;
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>Notes an answered request.</summary>
    public void Add(Exchange exchange)
    {
        if (Interlocked.Increment(ref _inWindow) > LinesInWindow)
            return;
        var (request, response) = (exchange.Context.Request, exchange.Context.Response);
        _lines.Writer.TryWrite(new LogLine(_clock.GetLocalNow(), request.Method, exchange.Target, exchange.Entry?.Response.Status ?? response.StatusCode,
            response.ContentLength ?? 0, _clock.GetElapsedTime(exchange.Started), KeyOf(request, exchange.Target.Query)));
    }

    /// <summary>Notes a bug of the mock, with all that helps to find it.</summary>
    public void Bug(Exception bug) => _lines.Writer.TryWrite(new LogLine(_clock.GetLocalNow(), "BUG", default, 0, 0, default, null, bug));

    public async ValueTask DisposeAsync()
    {
        _lines.Writer.TryComplete();
        await _end.CancelAsync();
        await _writing;
        _end.Dispose();
    }

    private string? KeyOf(HttpRequest request, string query) =>
        _redaction.Find(name => request.Headers[name], query) is { } key ? _redaction.Key(key) : null;

    private async Task WriteAsync()
    {
        var text = new StringBuilder();
        try
        {
            while (await _lines.Reader.WaitToReadAsync())
            {
                await Task.Delay(Window, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                while (_lines.Reader.TryRead(out var line))
                    _format.Append(text, line);
                var more = Interlocked.Exchange(ref _inWindow, 0) - LinesInWindow;
                if (more > 0)
                    _format.AppendMore(text, _clock.GetLocalNow(), more);
                await _writer.WriteAsync(text);
                await _writer.FlushAsync();
                text.Clear();
            }
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException)
        {
            // Nobody reads the log any more; the answers go on.
            _lines.Writer.TryComplete();
        }
    }
}
