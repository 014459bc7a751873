import { readFileSync } from 'node:fs';
import { test } from 'vitest';
import { parse } from 'yaml';
import { keyframes, skewed } from '/work/main/src/world/models/index.ts';
import { stream } from '/work/main/src/math/index.ts';
test('cal', () => {
  for (const file of ['october-2025','flash-crash','quiet-hour']) {
  const y = parse(readFileSync(`/work/main/specs/scenarios/${file}.yaml`,'utf8'));
  const markets = Object.entries(y.markets).map(([id,m]:any)=>({id,...m}));
  const { use, ...pp } = y.population;
  const params = skewed.params.parse(pp);
  const t0=performance.now();
  for (const seed of [1,2,3]) {
  const people = skewed.people(markets, params, stream(seed,'population'));
  const tr = people.filter(p=>p.kind==='trader');
  const N = tr.map(p=>p.positions.reduce((s,x)=>s+x.notional,0)).sort((a,b)=>b-a);
  const tot=N.reduce((a,b)=>a+b,0);
  const asc=[...N].reverse(); let g=0; asc.forEach((x,i)=>g+=(2*(i+1)-asc.length-1)*x); g/=asc.length*tot;
  console.log(file,seed,'n',tr.length,'owners',new Set(tr.map(p=>p.owner)).size,'top10',(N.slice(0,10).reduce((a,b)=>a+b,0)/tot).toFixed(3),'top100',(N.slice(0,100).reduce((a,b)=>a+b,0)/tot).toFixed(3),'top1000',(N.slice(0,1000).reduce((a,b)=>a+b,0)/tot).toFixed(3),'gini',g.toFixed(3),'median',N[N.length>>1]!.toFixed(0),'max',N[0]!.toExponential(2),'time',(performance.now()-t0).toFixed(0));
  const m=Object.fromEntries(markets.map(x=>[x.id,x]));
  if(file!=='october-2025') continue;
  const {use:_,...sp}=y.shock; const kp=keyframes.params.parse(sp);
  const L:any={},liq:any={}; let longLev=0,shortLev=0; const levs:number[]=[];
  let worst=0; let first=[0,0,0,0,0]; let badDebt=0, liqShort=0;
  for (const p of tr){
    // walk the path, account liquidated at first time equity < maintenance
    const open=p.deposit+p.positions.reduce((s,x)=>s+x.side*x.notional*(1-x.entry/m[x.market].open),0);
    const n=p.positions.reduce((s,x)=>s+x.notional,0);
    levs.push(n/open);
    for(const x of p.positions){ if(n/open>3){ if(x.side>0) longLev+=x.notional; else shortLev+=x.notional;} }
    let t=0; for(t=0;t<=3600;t+=10){
      let e=p.deposit,mm=0;
      for(const x of p.positions){ const mk=m[x.market]; const px=keyframes.price(mk,t,{...kp,noise:0},stream(0,'x'));
        const q=x.notional/mk.open; e+=x.side*q*(px-x.entry); mm+=q*px*0.5/params.classes[mk.class]!.maxLeverage; }
      if(e<mm){ for(const x of p.positions){ const mk=m[x.market]; liq[x.market]??=[0,0]; liq[x.market][x.side>0?0:1]+=x.notional; if(x.side<0) liqShort+=x.notional;} const b=Math.min(4,Math.floor(Math.max(0,t-1200)/120)); first[t<1500?0:t<1560?1:t<1740?2:t<1840?3:4]!+=n; if(e<0)badDebt-=e; break; }
    }
  }
  levs.sort((a,b)=>a-b);
  console.log('lev median',levs[levs.length>>1]!.toFixed(2),'p95',levs[Math.floor(levs.length*.95)]!.toFixed(2),'long share of >3x', (longLev/(longLev+shortLev)).toFixed(3));
  console.log(markets.map(x=>`${x.id} ${(liq[x.id]?.[0]/x.openInterest||0).toFixed(2)}/${(liq[x.id]?.[1]/x.openInterest||0).toFixed(2)}`).join('  '));
  const tl=Object.values(liq).reduce((s:number,v:any)=>s+v[0],0) as number;
  console.log('liq long',(tl/1e9).toFixed(2),'share of OI',(tl/12.11e9).toFixed(3),'liqShort',(liqShort/1e9).toFixed(2),'by time <21:15,21:15-16,-19,-20:40,after', first.map(x=>(x/1e9).toFixed(2)).join(' '), 'hedge groups', new Set(tr.map(p=>p.hedgeGroup)).size-1);
  }}
}, 120000);
