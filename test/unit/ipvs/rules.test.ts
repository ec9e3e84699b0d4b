import {describe, expect, it} from 'vitest';
import {parseProcTable} from '../../../source/ipvs/proc-table.ts';
import {changeService, parseRules, RulesError, ruleLines, type Service} from '../../../source/ipvs/rules.ts';
import {fixture} from '../fixture.ts';

const [service] = parseRules(fixture('debian-12/ipvsadm-save.txt')) as [Service];

describe('parseRules', () => {
  it('reads what ipvsadm -S -n prints, and writes it again word for word', () => {
    const text = fixture('debian-12/ipvsadm-save.txt');
    // The kind of tunnel is named even where it is the usual one, which older versions cannot be told.
    expect(parseRules(text).flatMap(ruleLines).join('\n')).toBe(text.trim().replace(' --tun-type ipip', ''));
  });

  it('takes 300 s where persistence has no time, and keeps words it does not set', () => {
    const [found] = parseRules('-A -t 192.0.2.1:80 -s sh -p -b sh-port\n-a -t 192.0.2.1:80 -r 192.0.2.9:80 -g -w 5 -x 100 -y 50');
    expect(found).toMatchObject({scheduler: 'sh', persistence: 300, extra: ['-b', 'sh-port']});
    expect(found?.destinations[0]).toMatchObject({weight: 5, extra: ['-x', '100', '-y', '50']});
  });

  it.each(['-C', '-A -t', '-a -t 192.0.2.1:80 -r 192.0.2.9:80', '-A -q 1 -s rr'])('refuses %j, naming the line', text => {
    expect(() => parseRules(`# a comment\n${text}`)).toThrow(RulesError);
    expect(() => parseRules(`# a comment\n${text}`)).toThrow('line 2');
  });
});

describe('parseProcTable', () => {
  it('agrees with ipvsadm on the same table, but for the persistence time', () => {
    const fromProc = parseProcTable(fixture('debian-12/proc-net-ip_vs.txt'));
    const fromNetlink = parseRules(fixture('debian-12/ipvsadm-save.txt'));
    const byName = (one: Service, other: Service) => one.key.join().localeCompare(other.key.join());
    const order = (services: readonly Service[]) =>
      services.map(found => ({
        ...found,
        persistence: found.persistence === null ? null : undefined,
        destinations: [...found.destinations].sort((a, b) => a.address.localeCompare(b.address)),
      }));
    expect(order(fromProc).sort(byName)).toEqual(order(fromNetlink).sort(byName));
  });

  it('refuses a line it does not know', () => {
    expect(() => parseProcTable('a\nb\nc\nQUIC C0A80016:0CEA wlc')).toThrow(RulesError);
  });
});

describe('changeService', () => {
  it('adds a whole service, takes a whole one away, and does nothing between equals', () => {
    expect(changeService(null, service).map(words => words[0])).toEqual(['-A', '-a', '-a']);
    expect(changeService(service, null)).toEqual([['-D', '-t', '192.168.233.200:80']]);
    expect(changeService(service, service)).toEqual([]);
    expect(changeService(null, null)).toEqual([]);
  });

  it('edits in place: only the real server whose weight differs, only the service whose scheduler differs', () => {
    const [first, ...others] = service.destinations;
    const heavier = {...service, destinations: first ? [{...first, weight: 5}, ...others] : []};
    expect(changeService(service, heavier)).toEqual([['-e', '-t', '192.168.233.200:80', '-r', '192.168.233.100:80', '-g', '-w', '5']]);
    expect(changeService(service, {...service, scheduler: 'wlc'})).toEqual([['-E', '-t', '192.168.233.200:80', '-s', 'wlc']]);
    expect(changeService(service, {...service, destinations: others})).toEqual([
      ['-d', '-t', '192.168.233.200:80', '-r', '192.168.233.100:80'],
    ]);
  });

  it('plans nothing on a persistence time it could not read', () => {
    const wanted = {...service, persistence: 60};
    expect(changeService({...service, persistence: undefined}, wanted)).toEqual([]);
    expect(changeService({...service, persistence: null}, wanted)).toHaveLength(1);
  });

  it('goes there and back again', () => {
    const other = {...service, scheduler: 'wrr', persistence: 300, destinations: service.destinations.slice(1)};
    expect(changeService(service, other).map(words => words[0])).toEqual(['-E', '-d']);
    expect(changeService(other, service).map(words => words[0])).toEqual(['-E', '-a']);
  });
});
